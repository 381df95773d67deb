"""A product as a launcher meets it: its published template, deployed with the values of a form, over real HTTP.

Service Catalog itself is not in the emulator. What it does is done here by hand: the template comes from the bucket,
under the key that the ledger names, and becomes a stack with nothing but the launcher's values. The emulator enforces
patterns, bounds and rules with their descriptions; of allowed values it says only which they are, so that their
description is asserted on the template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from botocore.exceptions import ClientError
from troposphere import encode_to_dict

from generator.spec.source import parse
from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

PARAMETERS = """
  Team:
    type: String
    default: shop
    allowed_pattern: "[a-z]{2,12}"
    min_length: 2
    max_length: 12
    constraint_description: must be 2 to 12 lower-case letters
    description: Who answers for it
    group: Owner
    label: Team
"""
RULES = """
  Rules:
    BusyShopsKeepTheirLogs:
      RuleCondition: !Equals [!Ref RateLimit, "5000"]
      Assertions:
        - Assert: !Not [!Equals [!Ref LogRetention, "7"]]
          AssertDescription: Days to keep logs must be 30 or more at 5000 requests per second
"""
CATALOG = """
service_catalog:
  portfolio: {name: Shop, provider: Platform}
  product: {owner: Platform}
  bucket: BUCKET
"""


@dataclass(frozen=True)
class Product:
    """A published product: its template as it stands in the bucket."""

    text: str
    cloud: Cloud

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = encode_to_dict(parse(self.text, "product").data)
        return body

    def refusal(self, values: Mapping[str, str]) -> str:
        """Return what a launcher is told who gives these values."""
        with pytest.raises(ClientError) as raised:
            self.cloud.client("cloudformation").create_stack(
                StackName=f"SC-{uuid4()}",
                TemplateBody=self.text,
                Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()],
                Capabilities=["CAPABILITY_IAM"],
            )
        return str(raised.value.response["Error"]["Message"])


@dataclass(frozen=True)
class Launched:
    """A stack of the product."""

    stack: str
    client: Client


@pytest.fixture(scope="module")
def product(new_checkout: Callable[[], Checkout], cloud: Cloud) -> Product:
    checkout, bucket = new_checkout(), f"products-{uuid4()}"
    cloud.client("s3").create_bucket(Bucket=bucket)
    checkout.replace("apis/orders.yaml", "\nparameters:\n", f"\nparameters:{PARAMETERS}")
    checkout.replace("apis/orders.yaml", "\ncloudformation:\n", f"\ncloudformation:{RULES}")
    checkout.replace("apis/orders.yaml", "tags: {team: shop,", "tags: {team: !Ref Team,")
    checkout.write("apis/orders.yaml", checkout.text("apis/orders.yaml") + CATALOG.replace("BUCKET", bucket))
    checkout.generate("orders")
    said = checkout.httpapi("publish", "orders", environment=cloud.emulator.environment)
    assert said.returncode == 0, said.stderr
    (version,) = yaml.safe_load(checkout.text("apis/orders.versions.yaml"))
    published = cloud.client("s3").get_object(Bucket=bucket, Key=version["template"])["Body"].read()
    return Product(published.decode(), cloud)


@pytest.fixture(scope="module")
def launched(product: Product, cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Launched:
    """A stack of the name that Service Catalog gives, made by the real AWS CLI."""
    file: Path = tmp_path_factory.mktemp("product") / "product.yaml"
    file.write_text(product.text)
    stack = "SC-123456789012-pp-launched"
    values = ("RateLimit=20", "LogRetention=7", "Team=coffee")
    command = ("cloudformation", "deploy", "--stack-name", stack, "--template-file", str(file))
    cloud.aws(*command, "--capabilities", "CAPABILITY_IAM", "--parameter-overrides", *values)
    url = cloud.emulator.invoke_url(cloud.outputs(stack)["ApiId"], "$default")
    return Launched(stack, Client(url))


def test_it_asks_for_nothing_but_the_settings_of_a_form(product: Product) -> None:
    assert list(product.body["Parameters"]) == ["Team", "RateLimit", "LogRetention"]
    assert "Transform" not in product.body


def test_it_answers(launched: Launched) -> None:
    assert launched.client.get("/catalog").json == {"categories": ["coffee", "tea", "cake"]}


def test_its_parts_work_together(launched: Launched) -> None:
    response = launched.client.get("/orders/no-such-order")

    assert (response.status, response.json["message"]) == (404, "no order no-such-order")


def test_what_the_launcher_gave_is_what_was_made(launched: Launched, cloud: Cloud) -> None:
    group = cloud.physical_ids(launched.stack)["OrdersLogGroup"]
    (found,) = cloud.client("logs").describe_log_groups(logGroupNamePrefix=group)["logGroups"]

    assert found["retentionInDays"] == 7


def test_what_it_is_made_of_begins_with_the_stack_s_name(launched: Launched, cloud: Cloud) -> None:
    """The launch role is scoped to such names."""
    made = cloud.physical_ids(launched.stack)

    assert {name for name in ("OrdersFunction", "OrdersRole", "OrdersTable") if launched.stack in made[name]} == {
        "OrdersFunction", "OrdersRole", "OrdersTable",
    }  # fmt: skip


def test_launchers_are_told_the_url(launched: Launched, cloud: Cloud) -> None:
    outputs = cloud.outputs(launched.stack)

    assert outputs.keys() >= {"ApiUrl", "ApiId", "OrdersFunctionArn", "CatalogFunctionArn"}
    assert cloud.at(outputs["ApiUrl"]).get("/catalog").status == 200


@pytest.mark.parametrize("team", ["Coffee", "c", "a" * 13, "coffee team", ""])
def test_a_value_that_does_not_fit_the_pattern_is_refused_as_described(team: str, product: Product) -> None:
    assert "must be 2 to 12 lower-case letters" in product.refusal({"Team": team})


@pytest.mark.parametrize("rate", ["0", "5001"])
def test_a_value_out_of_bounds_is_refused_as_described(rate: str, product: Product) -> None:
    assert "must be between 1 and 5000 requests per second" in product.refusal({"RateLimit": rate})


def test_a_value_that_is_not_allowed_is_refused(product: Product) -> None:
    assert "LogRetention" in product.refusal({"LogRetention": "8"})
    assert product.body["Parameters"]["LogRetention"]["AllowedValues"] == [7, 30, 90, 365]


def test_values_that_do_not_go_together_are_refused_as_described(product: Product) -> None:
    told = product.refusal({"RateLimit": "5000", "LogRetention": "7"})

    assert "Days to keep logs must be 30 or more at 5000 requests per second" in told
