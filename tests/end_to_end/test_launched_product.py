"""A product as a launcher meets it: its published template, deployed with the values of a form, over real HTTP.

Service Catalog itself is not in the emulator. What it does is done here by hand: the template comes from the bucket,
under the key that the ledger names, and becomes a stack with nothing but the launcher's values. The emulator enforces
patterns, bounds and rules with their descriptions. Of allowed values it says only which they are, and it makes roles
without their boundary: the description and the boundary are asserted on the template. What the template constraint adds
is added as Service Catalog adds it, to the template's own rules.
"""

from __future__ import annotations

import json
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

PRODUCT = "orders-product"
BUCKET = "shop-products-us-east-1"  # as the spec says for the emulator's region
DESCRIBED = {
    "RateLimit": ("must be between 1 and 5000 requests per second", ["0", "5001"]),
    "DomainName": (
        "must be a domain in small letters, such as orders.example.com, or empty",
        ["localhost", "Orders.example.com", "-a.example.com", "a..com", "a b.com", f"{'a' * 250}.com"],
    ),
    "HostedZone": ("must be the ID of a hosted zone, such as Z0123456789ABCDEFGHIJ, or empty", ["zone", "Z", "Z-1"]),
}


@dataclass(frozen=True)
class Product:
    """A published product: its template as it stands in the bucket."""

    text: str
    offered: dict[str, Any]  # by the stack of the portfolio: its resources
    cloud: Cloud

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = encode_to_dict(parse(self.text, "product").data)
        return body

    @property
    def constrained(self) -> dict[str, Any]:
        """The template that launchers get: with the rules of the template constraint.

        https://docs.aws.amazon.com/servicecatalog/latest/adminguide/reference-template_constraint_rules.html
        """
        rules = json.loads(self.offered["LaunchTemplateConstraint"]["Properties"]["Rules"])
        return {**self.body, "Rules": {**self.body["Rules"], **rules}}

    def refusal(self, values: Mapping[str, str]) -> str:
        """Return what a launcher is told who gives these values."""
        with pytest.raises(ClientError) as raised:
            self.cloud.client("cloudformation").create_stack(
                StackName=f"SC-{uuid4()}",
                TemplateBody=json.dumps(self.constrained),
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
def product(checkout: Checkout, cloud: Cloud) -> Product:
    """The example as it is committed, published in the emulator."""
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    said = checkout.httpapi("publish", PRODUCT, "--bucket", BUCKET, environment=cloud.emulator.environment)
    assert said.returncode == 0, said.stderr
    *_, newest = yaml.safe_load(checkout.text(f"apis/{PRODUCT}.versions.yaml"))
    published = s3.get_object(Bucket=BUCKET, Key=newest["template"])["Body"].read()
    offered = parse(checkout.text(f"templates_out/{PRODUCT}/service-catalog.yaml"), "offered").data["Resources"]
    return Product(published.decode(), encode_to_dict(offered), cloud)


@pytest.fixture(scope="module")
def launch(product: Product, cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Launched]:
    """Makes a stack of a name such as Service Catalog gives, with the real AWS CLI."""
    file: Path = tmp_path_factory.mktemp("product") / "product.yaml"
    file.write_text(product.text)

    def launched(name: str, **values: str) -> Launched:
        stack = f"SC-123456789012-pp-{name}"
        command = ("cloudformation", "deploy", "--stack-name", stack, "--template-file", str(file))
        given = [f"{parameter}={value}" for parameter, value in values.items()]
        cloud.aws(*command, "--capabilities", "CAPABILITY_IAM", "--parameter-overrides", *given)
        return Launched(stack, Client(cloud.emulator.invoke_url(cloud.outputs(stack)["ApiId"], "$default")))

    return launched


@pytest.fixture(scope="module")
def launched(launch: Callable[..., Launched]) -> Launched:
    return launch("small", RateLimit="20", LogRetention="7")


def test_it_asks_for_nothing_but_the_settings_of_a_form(product: Product) -> None:
    assert list(product.body["Parameters"]) == ["RateLimit", "LogRetention", "DomainName", "HostedZone"]
    assert "Transform" not in product.body


def test_it_answers(launched: Launched) -> None:
    assert launched.client.get("/catalog").json == {"categories": ["coffee", "tea", "cake"]}


def test_its_parts_work_together(launched: Launched) -> None:
    response = launched.client.get("/orders/no-such-order")

    assert (response.status, response.json["message"]) == (404, "no order no-such-order")


def test_its_roles_have_the_boundary(product: Product) -> None:
    roles = [each for each in product.body["Resources"].values() if each["Type"] == "AWS::IAM::Role"]

    assert [role["Properties"]["PermissionsBoundary"] for role in roles] == [
        {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/shop-boundary"}
    ] * 2


def test_what_the_launcher_gave_is_what_was_made(launched: Launched, cloud: Cloud) -> None:
    group = cloud.physical_ids(launched.stack)["OrdersLogGroup"]
    (found,) = cloud.client("logs").describe_log_groups(logGroupNamePrefix=group)["logGroups"]

    assert found["retentionInDays"] == 7


def test_what_it_is_made_of_begins_with_the_stacks_name(launched: Launched, cloud: Cloud) -> None:
    """The launch role is scoped to such names."""
    made = cloud.physical_ids(launched.stack)
    named = ("OrdersFunction", "OrdersRole", "OrdersTable", "OrdersLogGroup")

    assert [name for name in named if launched.stack in made[name]] == list(named)


def test_launchers_are_told_the_url(launched: Launched, cloud: Cloud) -> None:
    outputs = cloud.outputs(launched.stack)

    assert outputs.keys() == {"ApiUrl", "ApiId", "OrdersFunctionArn", "CatalogFunctionArn"}
    assert cloud.at(outputs["ApiUrl"]).get("/catalog").status == 200


def test_a_domain_with_its_zone_is_where_it_answers(launch: Callable[..., Launched], cloud: Cloud) -> None:
    zone = cloud.new_zone("example.com")
    launched = launch("domain", DomainName="launched.example.com", HostedZone=zone)
    outputs = cloud.outputs(launched.stack)

    assert outputs["ApiUrl"] == "https://launched.example.com"
    assert cloud.at(outputs["ApiUrl"]).get("/catalog").json == {"categories": ["coffee", "tea", "cake"]}


@pytest.mark.parametrize(("parameter", "value"), [(name, each) for name in DESCRIBED for each in DESCRIBED[name][1]])
def test_a_value_out_of_its_bounds_is_refused_as_described(parameter: str, value: str, product: Product) -> None:
    assert product.refusal({parameter: value}) == f"Parameter '{parameter}' {DESCRIBED[parameter][0]}"


def test_a_value_that_is_not_allowed_is_refused(product: Product) -> None:
    assert "LogRetention" in product.refusal({"LogRetention": "8"})
    assert product.body["Parameters"]["LogRetention"]["ConstraintDescription"] == "must be 7, 30, 90 or 365 days"


def test_a_domain_without_its_zone_is_refused_as_described(product: Product) -> None:
    assert "Hosted zone must be given too when Domain name is given" in product.refusal(
        {"DomainName": "orders.example.com"}
    )


def test_what_the_portfolio_does_not_allow_is_refused_as_described(product: Product) -> None:
    """5,000 is within the bounds of the template; who offers the product allows less."""
    assert "Requests per second must be 20, 100 or 500 here" in product.refusal({"RateLimit": "5000"})
