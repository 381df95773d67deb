"""Releases on the emulator: what publishes a version, what does not, and which code requests reach.

Gradual deployments and scaling are not here: the emulator refuses `AWS::CodeDeploy` and `AWS::ApplicationAutoScaling`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

import pytest

from generator.flavours import Flavour
from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

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
    """What one deployment came to: the answer to a request, the versions that there are, and where aliases lead."""

    answer: bytes
    versions: list[str]
    aliases: dict[str, str]


@dataclass(frozen=True)
class Shop:
    """An API in a checkout of its own, deployed as often as a test likes."""

    checkout: Checkout
    cloud: Cloud
    name: str  # of the API, and of its stack
    flavour: Flavour = "cloudformation"

    @property
    def spec(self) -> str:
        return f"apis/{self.name}.yaml"

    def deploy(self, *options: str) -> Release:
        self.checkout.generate(self.name)
        self.checkout.deploy(self.name, "--flavour", self.flavour, *options)
        return self.release()

    def deploy_in_vain(self) -> Release:
        """Deploy what fails, and is rolled back."""
        self.checkout.generate(self.name)
        assert self.checkout.httpapi("deploy", self.name, "--local").returncode == 1
        return self.release()

    def release(self) -> Release:
        url = f"{self.cloud.emulator.url}/_aws/execute-api/{self.cloud.outputs(self.name)['ApiId']}/$default"
        listed = self.cloud.client("lambda").list_aliases(FunctionName=self.function())["Aliases"]
        aliases = {each["Name"]: each["FunctionVersion"] for each in listed}
        return Release(Client(url).get("/").body, self.versions(), aliases)

    def function(self) -> str:
        return self.cloud.physical_ids(self.name)["ShopFunction"]

    def versions(self) -> list[str]:
        listed = self.cloud.client("lambda").list_versions_by_function(FunctionName=self.function())["Versions"]
        return [each["Version"] for each in listed if each["Version"] != "$LATEST"]

    def alias(self) -> dict[str, Any]:
        found: dict[str, Any] = self.cloud.client("lambda").get_alias(FunctionName=self.function(), Name="live")
        return found

    def arn(self) -> str:
        return str(self.alias()["AliasArn"]).removesuffix(":live")

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
def story(new_checkout: Callable[[], Checkout], cloud: Cloud, flavour: Flavour) -> Story:
    shop = Shop(new_checkout(), cloud, f"released-{flavour}", flavour)
    shop.checkout.write(shop.spec, SPEC)
    shop.checkout.write("lambda_code/shop/app.py", CODE)
    first, unchanged = shop.deploy(), shop.deploy()
    shop.checkout.replace(shop.spec, "team: shop", "team: stock")
    retagged = shop.deploy()
    parameter = shop.deploy("--parameter", "Color=red")
    shop.checkout.replace("lambda_code/shop/app.py", "first", "second")
    code = shop.deploy()
    shop.checkout.replace(shop.spec, "memory_size: 256", "memory_size: 512")
    return Story(shop, first, unchanged, retagged, parameter, code, shop.deploy())


def test_the_first_deployment_publishes_a_version_and_the_alias_leads_to_it(story: Story) -> None:
    assert story.first == Release(b"first blue", ["1"], {"live": "1"})


def test_an_unchanged_deployment_publishes_nothing(story: Story) -> None:
    assert story.unchanged == story.first


def test_a_tag_publishes_nothing(story: Story) -> None:
    tags = story.shop.cloud.client("lambda").list_tags(Resource=story.shop.arn())["Tags"]

    assert story.retagged == story.first
    assert tags["team"] == "stock"


def test_the_value_of_a_parameter_publishes_nothing(story: Story) -> None:
    """The function has it, and the version that the alias leads to has not: a note of `generate` says so."""
    said = story.shop.checkout.httpapi("generate", "--no-lint", story.shop.spec).stderr

    assert story.parameter == story.first
    assert "another value of Color alone publishes no version, and live keeps the one that it has" in said


def test_new_code_is_published_and_requests_reach_it(story: Story) -> None:
    assert story.code == Release(b"second red", ["1", "2"], {"live": "2"})


def test_new_memory_is_published(story: Story) -> None:
    assert story.memory == Release(b"second red", ["1", "2", "3"], {"live": "3"})
    configured = story.shop.cloud.client("lambda").get_function_configuration
    assert configured(FunctionName=story.shop.function(), Qualifier="live")["MemorySize"] == 512
    assert configured(FunctionName=story.shop.function(), Qualifier="2")["MemorySize"] == 256


def test_old_versions_are_still_there_with_their_code(story: Story) -> None:
    assert b"first" in story.shop.answer_of("1")
    assert b"second" in story.shop.answer_of("3")


def test_the_api_invokes_the_alias_and_may_do_so(story: Story) -> None:
    alias = story.shop.alias()["AliasArn"]
    outputs = story.shop.cloud.outputs(story.shop.name)
    (integration,) = story.shop.cloud.client("apigatewayv2").get_integrations(ApiId=outputs["ApiId"])["Items"]
    policy = story.shop.cloud.client("lambda").get_policy(FunctionName=story.shop.function(), Qualifier="live")

    assert outputs["ShopFunctionArn"] == alias == integration["IntegrationUri"]
    assert alias in policy["Policy"]
    assert "apigateway.amazonaws.com" in policy["Policy"]


FAILING = """
    cloudformation:
      Resources:
        Extra:
          Type: AWS::IAM::Policy
          DependsOn: ShopFunctionAliasblue
          Properties:
            PolicyName: extra
            Roles: [missing]
            PolicyDocument:
              Version: "2012-10-17"
              Statement: [{Effect: Allow, Action: "sns:Publish", Resource: "*"}]
"""


@dataclass(frozen=True)
class Move:
    """An API that is deployed before its function has an alias, and whose alias then gets another name."""

    without: Release
    live: Release
    blue: Release
    failed: Release
    again: Release


@pytest.fixture(scope="module")
def move(new_checkout: Callable[[], Checkout], cloud: Cloud) -> Move:
    shop = Shop(new_checkout(), cloud, "moved")
    shop.checkout.write(shop.spec, SPEC.replace("        auto_publish_alias: live\n", ""))
    shop.checkout.write("lambda_code/shop/app.py", CODE)
    without = shop.deploy()
    shop.checkout.replace(shop.spec, "memory_size: 256", "memory_size: 256\n    auto_publish_alias: live")
    live = shop.deploy()
    shop.checkout.replace(shop.spec, "auto_publish_alias: live", "auto_publish_alias: blue")
    blue = shop.deploy()
    shop.checkout.replace("lambda_code/shop/app.py", "first", "second")
    good = shop.checkout.text(shop.spec)
    shop.checkout.write(shop.spec, good + dedent(FAILING))
    failed = shop.deploy_in_vain()
    shop.checkout.write(shop.spec, good)
    return Move(without, live, blue, failed, shop.deploy())


def test_a_deployed_function_gets_its_first_alias(move: Move) -> None:
    assert move.without == Release(b"first blue", [], {})
    assert move.live == Release(b"first blue", ["1"], {"live": "1"})


def test_an_alias_gives_way_to_another_that_leads_to_the_same_version(move: Move) -> None:
    assert move.blue == Release(b"first blue", ["1"], {"blue": "1"})


def test_a_deployment_that_fails_leaves_the_alias_and_no_version(move: Move) -> None:
    assert move.failed == move.blue


def test_the_next_attempt_publishes(move: Move) -> None:
    """Lambda would refuse that if the version of the first attempt were still there; the emulator counts on."""
    assert move.again.answer == b"second blue"
    assert len(move.again.versions) == 2
    assert move.again.aliases == {"blue": move.again.versions[-1]}
