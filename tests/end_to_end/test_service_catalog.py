"""The stack that offers a product, said again to the API of Service Catalog, through AWS's own client.

CloudFormation makes these very calls. moto 5.2.5 has portfolios, products and shares: of those it is shown that the API
takes them and that they read back. Versions, associations, constraints, principals and tag options moto has not: of
those it is shown that AWS's client takes the request, which knows names, types and lengths of what the API takes, and
no more. Neither reads a template, checks a rule, assumes a role or launches anything: `test_launched_product.py` is
about that. That the URL of each version leads to the template that was published is shown on moto's S3.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.stub import Stubber
from troposphere import encode_to_dict

from generator.emulator import REGION
from generator.spec.source import parse
from tests.end_to_end.deployed import Checkout
from tests.end_to_end.moto_server import ACCOUNT, Moto

pytestmark = pytest.mark.emulator

PRODUCT = "orders-product"
BUCKET = f"shop-products-{REGION}"
PSEUDO = {
    "AWS::Region": REGION,
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::Partition": "aws",
    "AWS::AccountId": ACCOUNT,
}
TOKEN = {"IdempotencyToken": "once"}


@dataclass(frozen=True)
class Offer:
    """The stack that offers a product with two versions, and moto, in which both are published."""

    resources: dict[str, Any]
    templates: list[bytes]  # of each version, as it was generated
    moto: Moto

    def properties(self, title: str) -> dict[str, Any]:
        """Return what the stack says about a resource, its functions worked out."""
        found: dict[str, Any] = self._worked_out(self.resources[title]["Properties"])
        return found

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        kind = f"AWS::ServiceCatalog::{kind}"
        return [self.properties(title) for title, each in self.resources.items() if each["Type"] == kind]

    @property
    def versions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.properties("Product")["ProvisioningArtifactParameters"]
        return found

    def _worked_out(self, value: Any) -> Any:
        match value:
            case {"Ref": name} | {"Fn::GetAtt": [name, _]}:
                return f"id-of-{name}"
            case {"Fn::Sub": str(text)}:
                for name, pseudo in PSEUDO.items():
                    text = text.replace(f"${{{name}}}", pseudo)
                return text
            case dict():
                return {key: self._worked_out(item) for key, item in value.items()}
            case list():
                return [self._worked_out(item) for item in value]
        return value


@pytest.fixture(scope="module")
def offer(new_checkout: Callable[[], Checkout], moto: Moto) -> Offer:
    """The example, published, changed and published again."""
    checkout = new_checkout()
    moto.client("s3").create_bucket(Bucket=BUCKET)
    first = published(checkout, moto)
    checkout.replace(f"apis/{PRODUCT}.yaml", "timeout: 15", "timeout: 20")
    checkout.generate(PRODUCT)
    second = published(checkout, moto, "--description", "Takes larger orders")
    checkout.generate(PRODUCT)
    body = parse(checkout.text(f"templates_out/{PRODUCT}/service-catalog.yaml"), "offer").data
    return Offer(encode_to_dict(body)["Resources"], [first, second], moto)


def published(checkout: Checkout, moto: Moto, *options: str) -> bytes:
    said = checkout.httpapi("publish", PRODUCT, "--bucket", BUCKET, *options, environment=moto.environment)
    assert said.returncode == 0, said.stderr
    return (checkout.root / f"templates_out/{PRODUCT}/product.yaml").read_bytes()


def test_its_versions_are_those_of_the_ledger(offer: Offer) -> None:
    assert [(each["Name"], each.get("Description")) for each in offer.versions] == [
        ("v1", None),
        ("v2", "Takes larger orders"),
    ]


def test_the_url_of_each_version_leads_to_its_template(offer: Offer) -> None:
    urls = [urlsplit(each["Info"]["LoadTemplateFromURL"]) for each in offer.versions]
    s3 = offer.moto.client("s3")
    found = [s3.get_object(Bucket=BUCKET, Key=url.path.removeprefix(f"/{BUCKET}/"))["Body"].read() for url in urls]

    assert {(url.scheme, url.netloc) for url in urls} == {("https", f"s3.{REGION}.amazonaws.com")}
    assert found == offer.templates
    assert found[0] != found[1]


def test_its_portfolio_is_made_as_it_says(offer: Offer) -> None:
    catalog, said = offer.moto.client("servicecatalog"), offer.properties("Portfolio")
    made = catalog.create_portfolio(**said)["PortfolioDetail"]
    read = catalog.describe_portfolio(Id=made["Id"])

    assert {name: read["PortfolioDetail"][name] for name in ("DisplayName", "ProviderName", "Description")} == {
        "DisplayName": "Shop",
        "ProviderName": "Shop platform",
        "Description": "What teams of the shop may launch by themselves",
    }
    assert read["Tags"] == said["Tags"]


def test_a_portfolio_is_shared_as_it_says(root: Path, moto: Moto) -> None:
    """The example shares nothing; a spec of the tests does."""
    text = (root / "tests/specs/templates_out/product-portfolio/service-catalog.yaml").read_text()
    shared = Offer(encode_to_dict(parse(text, "portfolio").data)["Resources"], [], moto)
    (said,) = shared.of_type("PortfolioShare")
    catalog = moto.client("servicecatalog")
    made = catalog.create_portfolio(**shared.properties("Portfolio"))["PortfolioDetail"]

    catalog.create_portfolio_share(**{**said, "PortfolioId": made["Id"]})

    assert catalog.list_portfolio_access(PortfolioId=made["Id"])["AccountIds"] == [said["AccountId"]]


def test_its_product_is_made_as_it_says_with_its_first_version(offer: Offer) -> None:
    catalog, said = offer.moto.client("servicecatalog"), offer.properties("Product")
    first, *_ = said.pop("ProvisioningArtifactParameters")
    catalog.create_product(**said, ProductType=first["Type"], ProvisioningArtifactParameters=first)
    read = catalog.describe_product(Name=said["Name"])["ProductViewSummary"]

    assert {name: read[name] for name in ("Name", "Owner", "Type", "ShortDescription", "SupportEmail")} == {
        "Name": "Orders API",
        "Owner": "Shop platform",
        "Type": "CLOUD_FORMATION_TEMPLATE",
        "ShortDescription": said["Description"],
        "SupportEmail": "platform@example.com",
    }


def test_another_version_is_a_request_that_the_api_takes(offer: Offer) -> None:
    taken(offer, "create_provisioning_artifact", ProductId="id-of-Product", Parameters=offer.versions[1], **TOKEN)


def test_its_associations_are_requests_that_the_api_takes(offer: Offer) -> None:
    (product,) = offer.of_type("PortfolioProductAssociation")
    (principal,) = offer.of_type("PortfolioPrincipalAssociation")
    options, tagged = offer.of_type("TagOption"), offer.of_type("TagOptionAssociation")

    taken(offer, "associate_product_with_portfolio", **product)
    taken(offer, "associate_principal_with_portfolio", **principal)
    for option, association in zip(options, tagged, strict=True):
        assert option.pop("Active") is True  # that of an option that was just made
        taken(offer, "create_tag_option", **option)
        taken(offer, "associate_tag_option_with_resource", **association)


def test_its_constraints_are_requests_that_the_api_takes(offer: Offer) -> None:
    """https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateConstraint.html"""
    (launch,) = offer.of_type("LaunchRoleConstraint")
    (template,) = offer.of_type("LaunchTemplateConstraint")
    (update,) = offer.of_type("ResourceUpdateConstraint")
    parameters = {
        "LAUNCH": {"RoleArn": launch.pop("RoleArn")},
        "TEMPLATE": {"Rules": json.loads(template.pop("Rules"))},
        "RESOURCE_UPDATE": {
            "Version": "2.0",
            "Properties": {"TagUpdateOnProvisionedProduct": update.pop("TagUpdateOnProvisionedProduct")},
        },
    }

    assert parameters["LAUNCH"] == {"RoleArn": "id-of-LaunchRole"}
    assert parameters["RESOURCE_UPDATE"]["Properties"] == {"TagUpdateOnProvisionedProduct": "NOT_ALLOWED"}
    for rest, (kind, said) in zip((launch, template, update), parameters.items(), strict=True):
        taken(offer, "create_constraint", **rest, Type=kind, Parameters=json.dumps(said), **TOKEN)


def test_what_needs_the_association_comes_after_it(offer: Offer) -> None:
    """A constraint is refused while the product is not in the portfolio."""
    constraints = [each for each in offer.resources.values() if each["Type"].endswith("Constraint")]

    assert {each["DependsOn"] for each in constraints} == {"PortfolioProductAssociation"}
    assert len(constraints) == 3


def taken(offer: Offer, operation: str, **said: Any) -> None:
    """Make a request that goes nowhere: AWS's client refuses what the API has no name, type or length for."""
    client = offer.moto.client("servicecatalog")
    with Stubber(client) as stubber:  # type: ignore[no-untyped-call]
        stubber.add_response(operation, {}, said)
        getattr(client, operation)(**said)
        stubber.assert_no_pending_responses()
