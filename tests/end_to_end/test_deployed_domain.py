"""An API with two stages behind one domain of its own: called by its name, as clients call it.

The emulator issues the certificate at once and answers for a domain through the `Host` header. That the default
endpoint is disabled it does not enforce: that is asserted on the template.
"""

from collections.abc import Callable

import pytest

from generator.emulator import Emulator
from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

SPEC = """
    functions:
      hello: lambda_code/hello
    stages: {prod: {}, beta: {}}
    domain: {name: api.example.com, hosted_zone_id: !Ref Zone, base_path: v1}
    domains:
      beta: {name: api.example.com, existing: true, base_path: beta, stage: beta}
    exports: {ApiUrl: shop-url}
    cloudformation:
      Resources:
        Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: example.com}}
"""


@pytest.fixture(scope="module")
def shop(new_checkout: Callable[[], Checkout]) -> Client:
    checkout = new_checkout()
    checkout.write("apis/shop.yaml", SPEC)
    checkout.generate()
    return checkout.deploy("shop")


def test_the_printed_url_answers_for_the_main_stage(shop: Client) -> None:
    assert shop.url.endswith("/prod")
    assert shop.get("/").status == 200


@pytest.mark.parametrize("path", ["/v1/", "/beta/"])
def test_the_domain_answers_below_its_base_paths(shop: Client, emulator: Emulator, path: str) -> None:
    assert Client(emulator.url).get(path, {"Host": "api.example.com"}).status == 200


def test_each_mapping_leads_to_its_stage(shop: Client, cloud: Cloud) -> None:
    mappings = cloud.client("apigatewayv2").get_api_mappings(DomainName="api.example.com")["Items"]

    assert {each["ApiMappingKey"]: each["Stage"] for each in mappings} == {"v1": "prod", "beta": "beta"}


def test_the_records_lead_to_the_domain(shop: Client, cloud: Cloud) -> None:
    route53 = cloud.client("route53")
    zone = cloud.physical_ids("shop")["Zone"]
    records = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]

    assert {each["Type"] for each in records if each["Name"] == "api.example.com."} == {"A", "AAAA"}


def test_outputs_have_the_urls_of_the_domain_and_one_is_exported(shop: Client, cloud: Cloud) -> None:
    outputs = cloud.outputs("shop")
    exports = {each["Name"]: each["Value"] for each in cloud.client("cloudformation").list_exports()["Exports"]}

    assert (outputs["ApiUrl"], outputs["BetaStageUrl"]) == (
        "https://api.example.com/v1",
        "https://api.example.com/beta",
    )
    assert exports["shop-url"] == "https://api.example.com/v1"
    assert outputs["ApiId"] not in exports.values()
