"""Releases on the emulator: what publishes a version, what does not, and which code requests reach.

Gradual deployments and scaling are not here: the emulator refuses `AWS::CodeDeploy` and `AWS::ApplicationAutoScaling`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

STACK = "released"
SPEC = """
    tags: {team: shop}
    functions:
      shop:
        code: lambda_code/shop
        auto_publish_alias: live
        memory_size: 256
        environment: {COLOR: !Ref Color}
    routes:
      GET /: shop
    parameters:
      Color: {type: String, default: blue}
"""
CODE = """
    import os


    def handler(event, context):
        return {"statusCode": 200, "body": "first " + os.environ["COLOR"]}
"""


@dataclass(frozen=True)
class Release:
    """What one deployment came to: the answer to a request, the versions that there are, and where the alias leads."""

    answer: bytes
    versions: list[str]
    alias: str
    said: str


@dataclass(frozen=True)
class Shop:
    """The API in a checkout of its own, deployed as often as a test likes."""

    checkout: Checkout
    cloud: Cloud

    def deploy(self) -> Release:
        self.checkout.generate("released")
        result = self.checkout.httpapi("deploy", "released", "--local", "--stack", STACK)
        assert result.returncode == 0, result.stdout + result.stderr
        answer = Client(self.cloud_url()).get("/")
        return Release(answer.body, self.versions(), self.alias()["FunctionVersion"], result.stdout + result.stderr)

    def cloud_url(self) -> str:
        outputs = self.cloud.outputs(STACK)
        return f"{self.cloud.emulator.url}/_aws/execute-api/{outputs['ApiId']}/$default"

    def function(self) -> str:
        return self.cloud.physical_ids(STACK)["ShopFunction"]

    def versions(self) -> list[str]:
        listed = self.cloud.client("lambda").list_versions_by_function(FunctionName=self.function())["Versions"]
        return [each["Version"] for each in listed if each["Version"] != "$LATEST"]

    def alias(self) -> dict[str, Any]:
        found: dict[str, Any] = self.cloud.client("lambda").get_alias(FunctionName=self.function(), Name="live")
        return found

    def answer_of(self, version: str) -> bytes:
        invoked = self.cloud.client("lambda").invoke(FunctionName=f"{self.function()}:{version}", Payload=b"{}")
        payload: bytes = invoked["Payload"].read()
        return payload


@dataclass(frozen=True)
class Story:
    """One stack's life, deployment by deployment."""

    shop: Shop
    first: Release
    unchanged: Release
    retagged: Release
    parameter: Release
    code: Release
    memory: Release


@pytest.fixture(scope="module")
def story(new_checkout: Callable[[], Checkout], cloud: Cloud) -> Story:
    shop = Shop(new_checkout(), cloud)
    shop.checkout.write("apis/released.yaml", SPEC)
    shop.checkout.write("lambda_code/shop/app.py", CODE)
    first, unchanged = shop.deploy(), shop.deploy()
    shop.checkout.replace("apis/released.yaml", "team: shop", "team: stock")
    retagged = shop.deploy()
    shop.checkout.replace("apis/released.yaml", "default: blue", "default: red")
    parameter = shop.deploy()
    shop.checkout.replace("lambda_code/shop/app.py", "first", "second")
    code = shop.deploy()
    shop.checkout.replace("apis/released.yaml", "memory_size: 256", "memory_size: 512")
    return Story(shop, first, unchanged, retagged, parameter, code, shop.deploy())


def test_the_first_deployment_publishes_a_version_and_the_alias_leads_to_it(story: Story) -> None:
    assert story.first.versions == ["1"]
    assert story.first.alias == "1"
    assert story.first.answer == b"first blue"


def test_an_unchanged_deployment_publishes_nothing(story: Story) -> None:
    assert story.unchanged.versions == ["1"]
    assert story.unchanged.alias == "1"


def test_a_tag_publishes_nothing(story: Story) -> None:
    assert story.retagged.versions == ["1"]
    assert story.retagged.alias == "1"


def test_the_value_of_a_parameter_publishes_nothing(story: Story) -> None:
    """Of an existing stack a new default is not even a new value: it keeps the one that it has."""
    assert story.parameter.versions == ["1"]
    assert story.parameter.answer == b"first blue"


def test_new_code_is_published_and_requests_reach_it(story: Story) -> None:
    assert story.code.versions == ["1", "2"]
    assert story.code.alias == "2"
    assert story.code.answer.startswith(b"second")


def test_new_memory_is_published(story: Story) -> None:
    assert story.memory.versions == ["1", "2", "3"]
    assert story.memory.alias == "3"
    configured = story.shop.cloud.client("lambda").get_function_configuration
    assert configured(FunctionName=story.shop.function(), Qualifier="live")["MemorySize"] == 512
    assert configured(FunctionName=story.shop.function(), Qualifier="2")["MemorySize"] == 256


def test_old_versions_are_still_there_with_their_code(story: Story) -> None:
    assert b"first" in story.shop.answer_of("1")
    assert b"second" in story.shop.answer_of("3")


def test_the_api_invokes_the_alias_and_may_do_so(story: Story) -> None:
    alias = story.shop.alias()["AliasArn"]
    outputs = story.shop.cloud.outputs(STACK)
    (integration,) = story.shop.cloud.client("apigatewayv2").get_integrations(ApiId=outputs["ApiId"])["Items"]
    policy = story.shop.cloud.client("lambda").get_policy(FunctionName=story.shop.function(), Qualifier="live")

    assert outputs["ShopFunctionArn"] == alias == integration["IntegrationUri"]
    assert alias in policy["Policy"]
    assert "apigateway.amazonaws.com" in policy["Policy"]
