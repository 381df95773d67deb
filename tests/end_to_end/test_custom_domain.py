"""A domain that is made or not as a condition says, in two stacks, and what API Gateway and ACM know of it.

The zone is there before, as it is for whoever has a domain. The emulator neither asks for a client's certificate nor
closes the default endpoint: that it should is read back. Requests go to the address in the output by its own host.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.end_to_end.deployed import ECHO, Checkout, Cloud

pytestmark = pytest.mark.emulator

NAME = "api.gardens.example"
SPEC = """
    tags: {team: gardens}
    parameters:
      WithDomain: {type: String, allowed_values: ["yes", "no"], default: "no"}
      Zone: {type: String, default: "ZONE"}
    functions:
      echo: lambda_code/echo
    routes:
      GET /plants/{name}: echo
    domain:
      name: NAME
      hosted_zone_id: !Ref Zone
      base_path: v1/gardens
      mutual_tls_authentication: {truststore_uri: "s3://gardens-trust/ca.pem"}
      condition: HasDomain
    parameter_sets:
      with: {WithDomain: "yes"}
      without: {WithDomain: "no"}
    cloudformation:
      Conditions:
        HasDomain: !Equals [!Ref WithDomain, "yes"]
"""
OF_THE_DOMAIN = {
    "AWS::CertificateManager::Certificate",
    "AWS::ApiGatewayV2::DomainName",
    "AWS::ApiGatewayV2::ApiMapping",
    "AWS::Route53::RecordSet",
}


@pytest.fixture(scope="module")
def zone(cloud: Cloud) -> str:
    return cloud.new_zone("gardens.example")


@pytest.fixture(scope="module")
def checkout(new_checkout: Callable[[], Checkout], zone: str) -> Checkout:
    checkout = new_checkout()
    checkout.write("lambda_code/echo/app.py", ECHO)
    checkout.write("apis/gardens.yaml", SPEC.replace("ZONE", zone).replace("NAME", NAME))
    checkout.generate("gardens")
    return checkout


@pytest.fixture(scope="module")
def without(checkout: Checkout) -> str:
    """The stack without the domain."""
    checkout.deploy("gardens", "--stack", "gardens-without", "--parameters", "without")
    return "gardens-without"


@pytest.fixture(scope="module")
def with_domain(checkout: Checkout) -> str:
    """The stack with the domain."""
    checkout.deploy("gardens", "--stack", "gardens-with", "--parameters", "with")
    return "gardens-with"


@pytest.fixture(scope="module")
def domain(with_domain: str, cloud: Cloud) -> Any:
    return cloud.client("apigatewayv2").get_domain_name(DomainName=NAME)


def test_where_the_condition_does_not_hold_there_is_nothing_of_the_domain(without: str, cloud: Cloud) -> None:
    url = cloud.outputs(without)["ApiUrl"]

    assert not OF_THE_DOMAIN & _types(cloud, without)
    assert cloud.outputs(without)["ApiId"] in url
    assert cloud.at(url).get("/plants/rose").status == 200
    assert not _api(cloud, without)["DisableExecuteApiEndpoint"]


def test_where_it_holds_the_output_is_the_domain_s_url_and_answers(with_domain: str, cloud: Cloud) -> None:
    url = cloud.outputs(with_domain)["ApiUrl"]
    event = cloud.at(url).get("/plants/rose").json

    assert url == f"https://{NAME}/v1/gardens"
    assert (event["routeKey"], event["pathParameters"]) == ("GET /plants/{name}", {"name": "rose"})
    assert _types(cloud, with_domain) >= OF_THE_DOMAIN


def test_the_domain_answers_below_its_base_path_only(with_domain: str, cloud: Cloud) -> None:
    assert cloud.at(f"https://{NAME}").get("/plants/rose").status != 200
    assert cloud.at(f"https://{NAME}/v1").get("/plants/rose").status != 200


def test_the_default_endpoint_is_disabled_beside_it(with_domain: str, cloud: Cloud) -> None:
    assert _api(cloud, with_domain)["DisableExecuteApiEndpoint"]


def test_the_domain_is_regional_and_wants_tls_1_2_and_a_client_s_certificate(domain: Any) -> None:
    (configuration,) = domain["DomainNameConfigurations"]

    assert (configuration["EndpointType"], configuration["SecurityPolicy"]) == ("REGIONAL", "TLS_1_2")
    assert domain["MutualTlsAuthentication"] == {"TruststoreUri": "s3://gardens-trust/ca.pem"}
    assert domain["Tags"]["team"] == "gardens"


def test_its_certificate_is_for_its_name_and_was_proven_by_a_record(domain: Any, cloud: Cloud) -> None:
    arn = domain["DomainNameConfigurations"][0]["CertificateArn"]
    certificate = cloud.client("acm").describe_certificate(CertificateArn=arn)["Certificate"]

    assert (certificate["DomainName"], certificate["Status"]) == (NAME, "ISSUED")
    assert certificate["DomainValidationOptions"][0]["ValidationMethod"] == "DNS"


def test_its_records_lead_to_it_over_both_versions_of_ip(domain: Any, zone: str, cloud: Cloud) -> None:
    target = domain["DomainNameConfigurations"][0]["ApiGatewayDomainName"]
    records = cloud.client("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    aliases = {each["Type"]: each["AliasTarget"] for each in records if each["Name"] == f"{NAME}."}

    assert aliases.keys() == {"A", "AAAA"}
    assert {alias["DNSName"].rstrip(".") for alias in aliases.values()} == {target}


def _api(cloud: Cloud, stack: str) -> Any:
    return cloud.client("apigatewayv2").get_api(ApiId=cloud.outputs(stack)["ApiId"])


def _types(cloud: Cloud, stack: str) -> set[str]:
    described = cloud.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
    return {resource["ResourceType"] for resource in described}
