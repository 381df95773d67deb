"""A stack that was deployed from one template, and is then from the other: it stays the same stack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

STACK = "flavoured"
SPEC = """
    functions:
      released: {code: lambda_code/released, inline: false, auto_publish_alias: live}
      latest: {code: lambda_code/latest, inline: false}
    routes:
      GET /released: released
      GET /latest: latest
"""
ORDER = ("cloudformation", "sam", "cloudformation")


@dataclass(frozen=True)
class Deployed:
    """What one deployment came to: the API, what each logical ID became, and the versions of the released function."""

    api: Client
    ids: dict[str, str]
    versions: list[str]


@pytest.fixture(scope="module")
def deployed(new_checkout: Callable[[], Checkout], cloud: Cloud) -> list[Deployed]:
    checkout = new_checkout()
    for name in ("released", "latest"):
        code = f'def handler(event, context):\n    return {{"statusCode": 200, "body": "{name}"}}\n'
        checkout.write(f"lambda_code/{name}/app.py", code)
    checkout.write(f"apis/{STACK}.yaml", SPEC)
    checkout.generate(STACK)
    return [_deployed(checkout, cloud, flavour) for flavour in ORDER]


def test_every_resource_stays_what_it_is(deployed: list[Deployed]) -> None:
    plain, sam, plain_again = deployed

    assert sam.ids == plain.ids
    assert plain_again.ids == plain.ids


def test_it_answers_at_the_same_url(deployed: list[Deployed]) -> None:
    assert len({each.api.url for each in deployed}) == 1
    for each in deployed:
        assert (each.api.get("/released").body, each.api.get("/latest").body) == (b"released", b"latest")


def test_the_same_code_is_not_published_again(deployed: list[Deployed]) -> None:
    assert [each.versions for each in deployed] == [["1"]] * 3


def _deployed(checkout: Checkout, cloud: Cloud, flavour: str) -> Deployed:
    api = checkout.deploy(STACK, "--flavour", flavour)
    ids = cloud.physical_ids(STACK)
    listed = cloud.client("lambda").list_versions_by_function(FunctionName=ids["ReleasedFunction"])["Versions"]
    return Deployed(api, ids, [each["Version"] for each in listed if each["Version"] != "$LATEST"])
