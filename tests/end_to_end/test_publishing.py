"""Publishing against the emulator's S3, which has conditional writes: what is in the bucket, and what the ledger says.

`httpapi publish` reaches the emulator as it reaches AWS, through the environment of the AWS CLI: with `--local` it
would leave the ledger alone. What ends it midway is the AWS CLI's own process, by a script that stands in its place.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from subprocess import CompletedProcess
from typing import Any
from uuid import uuid4

import pytest
import yaml

from tests.end_to_end.deployed import BIN, SECONDS, Checkout, Cloud
from tests.support import HANDLER

pytestmark = pytest.mark.emulator

LEDGER = "apis/catalog.versions.yaml"
PRODUCT = """
    functions: {hello: {code: lambda_code/greeting, inline: false}}
    service_catalog:
      portfolio: {name: Shop, provider: Platform}
      product: {owner: Platform}
      bucket: BUCKET
"""
# Runs the real AWS CLI, and ends the process that called it after the nth object is put.
ENDING = """
    #!/bin/sh
    if [ "$2" = put-object ]; then
      REAL "$@"
      echo >> puts
      if [ "$(wc -l < puts)" -eq COUNT ]; then kill -9 $PPID; fi
    else
      exec REAL "$@"
    fi
"""


@dataclass(frozen=True)
class Shop:
    """A project with one product, and the bucket in which it is published."""

    checkout: Checkout
    bucket: str
    cloud: Cloud

    def publish(self, *options: str, environment: Mapping[str, str] | None = None) -> CompletedProcess[str]:
        return self.checkout.httpapi("publish", "catalog", *options, environment=self.environment(environment))

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        return {**self.cloud.emulator.environment, **(more or {})}

    def change(self, body: str) -> None:
        """Change what the function answers, and generate."""
        self.checkout.function("greeting", HANDLER.replace("200", f"200, 'body': '{body}'"))
        self.checkout.generate("catalog")

    @property
    def template(self) -> bytes:
        return (self.checkout.root / "templates_out/catalog/product.yaml").read_bytes()

    @property
    def ledger(self) -> list[dict[str, str]] | None:
        file = self.checkout.root / LEDGER
        return yaml.safe_load(file.read_text()) if file.exists() else None

    def content(self, key: str) -> bytes:
        found: bytes = self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return found

    @property
    def s3(self) -> Any:
        return self.cloud.client("s3")

    @property
    def objects(self) -> dict[str, str]:
        return self.cloud.objects(self.bucket)


@dataclass(frozen=True)
class Run:
    """What one run said, and what it left."""

    said: CompletedProcess[str]
    objects: dict[str, str]
    ledger: str

    @classmethod
    def of(cls, shop: Shop, *options: str) -> Run:
        said = shop.publish(*options)
        assert said.returncode == 0, said.stderr
        return cls(said, shop.objects, shop.checkout.text(LEDGER))


@dataclass(frozen=True)
class Story:
    """The product is published, published again, changed, and published."""

    shop: Shop
    template: bytes
    first: Run
    again: Run
    changed: Run


def new_shop(checkout: Checkout, cloud: Cloud, bucket: str | None = None) -> Shop:
    shop = Shop(checkout, bucket or f"products-{uuid4()}", cloud)
    if bucket is None:
        shop.s3.create_bucket(Bucket=shop.bucket)
    checkout.write("apis/catalog.yaml", PRODUCT.replace("BUCKET", shop.bucket))
    shop.change("hello")
    return shop


@pytest.fixture
def shop(new_checkout: Callable[[], Checkout], cloud: Cloud) -> Shop:
    return new_shop(new_checkout(), cloud)


@pytest.fixture(scope="module")
def story(new_checkout: Callable[[], Checkout], cloud: Cloud) -> Story:
    shop = new_shop(new_checkout(), cloud)
    template = shop.template
    first, again = Run.of(shop), Run.of(shop)
    shop.change("good day")
    return Story(shop, template, first, again, Run.of(shop, "--description", "More polite"))


def test_the_first_run_puts_the_code_and_the_template_and_records_them(story: Story) -> None:
    (version,) = yaml.safe_load(story.first.ledger)
    (code,) = story.first.objects.keys() - {version["template"]}

    assert version["name"] == "v1"
    assert story.shop.content(version["template"]) == story.template
    assert f"S3Key: {code}\n" in story.template.decode()
    assert story.first.said.stdout.splitlines()[1:4] == [
        f"uploaded  s3://{story.shop.bucket}/{code}",
        f"uploaded  s3://{story.shop.bucket}/{version['template']}",
        f"published v1 in {LEDGER}",
    ]


def test_an_unchanged_run_changes_nothing(story: Story) -> None:
    assert story.again.objects == story.first.objects
    assert story.again.ledger == story.first.ledger
    assert story.again.said.stdout.splitlines()[-1] == f"current   v1 in {LEDGER}"


def test_a_changed_run_adds_a_version_and_leaves_the_old_one_as_it_was(story: Story) -> None:
    first, second = yaml.safe_load(story.changed.ledger)

    assert story.changed.ledger.startswith(story.first.ledger)
    assert {**second, "resource_types": []} == {
        "name": "v2",
        "template": second["template"],
        "description": "More polite",
        "resource_types": [],
    }
    assert "AWS::Lambda::Function" in second["resource_types"]
    assert story.shop.content(first["template"]) == story.template
    assert story.shop.content(second["template"]) == story.shop.template != story.template
    assert story.first.objects.items() < story.changed.objects.items()
    assert len(story.changed.objects) == 4


def test_it_says_what_to_do_next(story: Story) -> None:
    assert f"commit {LEDGER}, then deploy what offers the product:" in story.first.said.stdout


@pytest.mark.parametrize("after", [1, 2])
def test_killed_midway_it_records_nothing_and_the_next_run_goes_on(after: int, shop: Shop) -> None:
    real = shutil.which("aws") or str(BIN / "aws")
    script = shop.checkout.root / shop.checkout.write(
        "bin/aws", ENDING.replace("REAL", real).replace("COUNT", f"{after}")
    )
    script.chmod(0o755)

    killed = shop.publish(environment={"PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}"})

    assert killed.returncode == -9
    assert shop.ledger is None
    put = shop.objects
    assert len(put) == after

    again = Run.of(shop)

    assert [version["name"] for version in yaml.safe_load(again.ledger)] == ["v1"]
    assert put.items() <= again.objects.items()
    assert len(again.objects) == 2
    assert sorted(path.name for path in (shop.checkout.root / "apis").glob("*catalog*")) == [
        "catalog.versions.yaml",
        "catalog.yaml",
    ]


def test_two_at_once_publish_one_version_once(shop: Shop) -> None:
    said = ended([started(shop), started(shop)])

    assert sorted(line for each in said for line in each.splitlines() if LEDGER in line and "Next" not in line) == [
        f"current   v1 in {LEDGER}",
        f"published v1 in {LEDGER}",
    ]
    assert "waiting: catalog is being published already" in "".join(said)
    assert shop.ledger is not None
    assert len(shop.ledger) == 1
    assert len(shop.objects) == 2


def test_two_copies_of_the_project_at_once_publish_the_same(
    shop: Shop, new_checkout: Callable[[], Checkout], cloud: Cloud
) -> None:
    other = new_shop(new_checkout(), cloud, shop.bucket)

    ended([started(shop), started(other)])

    assert shop.ledger == other.ledger
    assert len(shop.objects) == 2


@pytest.mark.parametrize("kind", [".yaml", ".zip"])
def test_a_key_that_holds_something_else_is_refused_and_not_written_over(kind: str, shop: Shop) -> None:
    (key, file) = next((key, file) for key, file in planned(shop).items() if key.endswith(kind))
    shop.s3.put_object(Bucket=shop.bucket, Key=key, Body=b"something else")

    said = shop.publish()

    assert said.returncode == 1
    assert said.stderr.splitlines()[-1] == (
        f"s3://{shop.bucket}/{key} holds something else than {file}, and is not written over: look at who put it "
        "there, and remove it if nothing was launched from it"
    )
    assert shop.content(key) == b"something else"
    assert shop.ledger is None


def test_without_its_bucket_nothing_is_published(shop: Shop) -> None:
    shop.s3.delete_bucket(Bucket=shop.bucket)

    said = shop.publish()

    assert said.returncode == 1
    assert f"s3://{shop.bucket}/hello-" in said.stderr
    assert "(NoSuchBucket)" in said.stderr
    assert "Traceback" not in said.stderr
    assert shop.ledger is None


def test_code_that_was_deflated_on_another_machine_is_the_same(shop: Shop) -> None:
    (key, file) = next((key, file) for key, file in planned(shop).items() if key.endswith(".zip"))
    assert shop.checkout.httpapi("package", "catalog").returncode == 0
    other = stored((shop.checkout.root / file).read_bytes())
    shop.s3.put_object(Bucket=shop.bucket, Key=key, Body=other)

    said = Run.of(shop).said

    assert f"current   s3://{shop.bucket}/{key}" in said.stdout
    assert shop.content(key) == other != (shop.checkout.root / file).read_bytes()


def test_a_dry_run_leaves_nothing_and_its_commands_work_as_typed(shop: Shop) -> None:
    before = shop.checkout.files()

    shown = shop.publish("--dry-run").stdout

    assert shop.checkout.files() == before
    assert shop.objects == {}

    environment = shop.environment({"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"})
    typed = subprocess.run(
        ["sh", "-e"], input=shown, cwd=shop.checkout.root, env=environment, text=True, capture_output=True, check=False
    )
    put = shop.objects

    assert typed.returncode == 0, typed.stderr
    assert put.keys() == planned(shop).keys()
    assert Run.of(shop).objects == put


def test_the_emulator_alone_is_no_publication(shop: Shop) -> None:
    said = shop.checkout.httpapi("publish", "catalog", "--local")

    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[-1] == f"unchanged {LEDGER}: nobody launches from the emulator"
    assert shop.ledger is None
    assert len(shop.objects) == 2


def planned(shop: Shop) -> dict[str, str]:
    """Return the file of every key that a dry run shows."""
    words = [line.split() for line in shop.publish("--dry-run").stdout.splitlines() if "put-object" in line]
    return {line[line.index("--key") + 1]: line[line.index("--body") + 1] for line in words}


def started(shop: Shop) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(BIN / "httpapi"), "publish", "catalog"],
        cwd=shop.checkout.root,
        env={**os.environ, **shop.environment()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(processes: list[subprocess.Popen[str]]) -> list[str]:
    """Return what each process said; all must succeed."""
    said = []
    for process in processes:
        stdout, stderr = process.communicate(timeout=4 * SECONDS)
        assert process.returncode == 0, stderr
        said.append(stdout)
    return said


def stored(content: bytes) -> bytes:
    """Return the same zip without compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            entry.compress_type = zipfile.ZIP_STORED
            new.writestr(entry, data)
    return buffer.getvalue()
