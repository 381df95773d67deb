"""`--local` and `stop-local` as a newcomer meets them: in a project that has no emulator yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator import emulator as emulators
from tests.end_to_end.deployed import Checkout, Client, Cloud, ends, url_in

pytestmark = pytest.mark.emulator


@dataclass(frozen=True)
class Session:
    """What each command of one session said, in their order; `answer` is what the API said in between."""

    deployed: CompletedProcess[str]
    answer: str
    stopped: CompletedProcess[str]
    stopped_again: CompletedProcess[str]


@pytest.fixture(scope="module")
def session(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    checkout = Checkout.of(root, tmp_path_factory.mktemp("project"))
    try:
        deployed = checkout.httpapi("deploy", "hello", "--local")
        answer = Client(url_in(deployed.stdout)).get("/").json["message"]
        yield Session(deployed, answer, checkout.httpapi("stop-local"), checkout.httpapi("stop-local"))
    finally:
        emulators.stop(checkout.root / ".ministack")


@pytest.fixture
def fresh(root: Path, tmp_path: Path) -> Checkout:
    return Checkout.of(root, tmp_path)


def test_deploy_starts_an_emulator_and_says_how_to_end_it(session: Session) -> None:
    said = session.deployed.stdout

    assert re.match(
        r"started the emulator at http://127\.0\.0\.1:\d+ \(process \d+\); end it with: httpapi stop-local", said
    )
    assert session.answer == "Hello, world!"


def test_deploy_ends_with_a_call_to_try(session: Session) -> None:
    assert session.deployed.stdout.splitlines()[-1] == f"curl -i '{url_in(session.deployed.stdout)}/'"


def test_stop_local_ends_the_emulator_that_deploy_started(session: Session) -> None:
    process = _process_in(session.deployed.stdout)

    assert session.stopped.returncode == 0
    assert session.stopped.stdout == f"stopped the emulator (process {process})\n"
    assert ends(process)


def test_stop_local_says_that_none_is_running(session: Session) -> None:
    assert session.stopped_again.returncode == 0
    assert session.stopped_again.stdout == "no emulator is running\n"


def test_a_dry_run_prints_the_commands_and_starts_and_writes_nothing(fresh: Checkout) -> None:
    files = fresh.files()
    result = fresh.httpapi("deploy", "orders", "--local", "--parameters", "dev", "--dry-run")
    package = next(line for line in fresh.body("orders").splitlines() if "S3Key" in line).split()[-1]

    assert result.returncode == 0
    lines = result.stdout.splitlines()
    # Typed as they stand, they reach the emulator and nothing else.
    assert all(line.startswith("env AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_ACCESS_KEY_ID=test ") for line in lines)
    assert [line[line.index("aws ") :] for line in lines] == [
        f"aws s3 cp --only-show-errors build/{package} s3://httpapi-code/{package}",
        "aws cloudformation deploy --stack-name orders --template-file templates_out/orders/template.yaml "
        "--no-fail-on-empty-changeset --capabilities CAPABILITY_IAM --s3-bucket httpapi-code "
        "--parameter-overrides RateLimit=20 LogRetention=7 CodeBucket=httpapi-code",
    ]
    assert fresh.files() == files


def test_a_dry_run_for_aws_itself_needs_no_credentials(fresh: Checkout) -> None:
    result = fresh.httpapi("deploy", "hello", "--stack", "greeter", "--dry-run")

    assert result.stdout.splitlines() == [
        "aws cloudformation deploy --stack-name greeter --template-file templates_out/hello/template.yaml "
        "--no-fail-on-empty-changeset --capabilities CAPABILITY_IAM"
    ]


def test_the_commands_of_a_dry_run_for_sam_deploy_it_when_they_are_typed(fresh: Checkout, cloud: Cloud) -> None:
    files = fresh.files()
    said = fresh.httpapi(
        "deploy",
        "orders",
        "--flavour",
        "sam",
        "--stack",
        "typed",
        "--bucket",
        "typed",
        "--parameters",
        "dev",
        "--dry-run",
    ).stdout.splitlines()
    assert fresh.files() == files
    assert [line.split()[:3] for line in said] == [
        ["httpapi", "package", "orders"],
        ["aws", "s3", "cp"],
        ["aws", "cloudformation", "deploy"],
    ]

    cloud.client("s3").create_bucket(Bucket="typed")
    for line in said:
        fresh.type(line, cloud.emulator.environment)

    answer = Client(cloud.emulator.invoke_url(cloud.outputs("typed")["ApiId"], "$default")).get("/orders/unknown")
    assert (answer.status, answer.json["message"]) == (404, "no order unknown")


def _process_in(said: str) -> int:
    found = re.search(r"\(process (\d+)\)", said)
    assert found, said
    return int(found[1])
