"""Where clients call an API."""

from __future__ import annotations

from typing import Any

import pytest

from generator.openapi.api import Api
from generator.openapi.servers import servers
from tests.openapi.bodies import Data, body, resource

STAGE = resource("Stage", StageName="$default")
ENDPOINT: Data = {
    "url": "https://{apiId}.execute-api.{region}.{urlSuffix}",
    "description": "Stage $default at the default endpoint",
    "variables": {
        "apiId": {"default": "apiId", "description": "The stack's output ApiId"},
        "region": {"default": "region", "description": "The stack's region, such as eu-central-1"},
        "urlSuffix": {"default": "amazonaws.com", "description": "In China, amazonaws.com.cn"},
    },
}
CONFIGURATION = "x-amazon-apigateway-endpoint-configuration"


def mapped(domain: Any, **properties: Any) -> Data:
    return resource("ApiMapping", DomainName=domain, Stage={"Ref": "Stage"}, **properties)


def of(resources: Data, parameters: Data | None = None, **api: Any) -> list[dict[str, Any]]:
    return servers(Api(body({"Stage": STAGE, **resources}, api, parameters)))


def at_domain(domain: Any, parameters: Data | None = None, **properties: Any) -> dict[str, Any]:
    return of({"Mapping": mapped(domain, **properties)}, parameters)[0]


def test_the_default_stage_is_the_root_of_the_default_endpoint() -> None:
    assert of({}) == [ENDPOINT]


def test_another_stage_is_a_path_of_the_default_endpoint() -> None:
    made = of({"BetaStage": resource("Stage", StageName="beta")})

    assert [each["url"] for each in made] == [ENDPOINT["url"], f"{ENDPOINT['url']}/beta"]
    assert made[1]["description"] == "Stage beta at the default endpoint"


def test_a_stage_whose_name_only_the_deployment_knows_is_a_variable() -> None:
    made = of({"Stage": resource("Stage", StageName={"Ref": "StageName"})}, {"StageName": {"Type": "String"}})

    assert made[0]["url"] == f"{ENDPOINT['url']}/{{stageName}}"
    assert made[0]["variables"] == ENDPOINT["variables"] | {
        "stageName": {"default": "stageName", "description": "The parameter StageName"}
    }


def test_a_domain_comes_first_at_its_base_path() -> None:
    made = of(
        {
            "CustomDomainName": resource("DomainName", DomainName="a.example.com"),
            "ApiMapping": mapped({"Ref": "CustomDomainName"}, ApiMappingKey="shop/v1"),
        }
    )

    assert made == [
        {"url": "https://a.example.com/shop/v1", "description": "Stage $default at a custom domain"},
        ENDPOINT,
    ]


@pytest.mark.parametrize(
    ("domain", "url", "variables"),
    [
        ("api.example.com", "https://api.example.com", None),
        ("*.example.com", "https://{subdomain}.example.com",
         {"subdomain": {"default": "subdomain", "description": "Any: the domain is a wildcard"}}),
        ({"Ref": "Domain"}, "https://{domain}",
         {"domain": {"default": "api.example.com", "description": "The parameter Domain"}}),
        ({"Fn::Sub": "api.${AWS::Region}.${Zone}"}, "https://api.{region}.{zone}",
         {"region": {"default": "region", "description": "As deployed: AWS::Region"},
          "zone": {"default": "zone", "description": "As deployed: Zone"}}),
        ({"Fn::ImportValue": "domain"}, "https://{domainName}",
         {"domainName": {"default": "domainName", "description": 'As deployed: {"Fn::ImportValue": "domain"}'}}),
    ],
)  # fmt: skip
def test_what_only_the_deployment_knows_of_a_domain_is_a_variable(domain: Any, url: str, variables: Any) -> None:
    made = at_domain(domain, {"Domain": {"Type": "String", "Default": "api.example.com"}})

    assert (made["url"], made.get("variables")) == (url, variables)


def test_a_base_path_that_only_the_deployment_knows_is_a_variable() -> None:
    made = at_domain("api.example.com", ApiMappingKey={"Fn::ImportValue": "path"})

    assert made["url"] == "https://api.example.com/{basePath}"


def test_a_domain_under_a_condition_says_so() -> None:
    assert at_domain("api.example.com", condition="IsProduction") == {
        "url": "https://api.example.com",
        "description": "Stage $default at a custom domain, only if IsProduction",
    }


def test_a_stage_under_a_condition_says_so() -> None:
    made = of({"BetaStage": resource("Stage", "HasBeta", StageName="beta")})

    assert made[1]["description"] == "Stage beta at the default endpoint, only if HasBeta"


def test_a_disabled_endpoint_is_no_server_and_the_first_one_says_that_it_is_disabled() -> None:
    assert of({"Mapping": mapped("api.example.com")}, DisableExecuteApiEndpoint=True) == [
        {
            "url": "https://api.example.com",
            "description": "Stage $default at a custom domain",
            CONFIGURATION: {"disableExecuteApiEndpoint": True},
        }
    ]


def test_an_endpoint_that_may_be_disabled_is_a_server_that_says_so() -> None:
    disabled = {"Fn::If": ["IsProduction", True, {"Ref": "AWS::NoValue"}]}

    made = of({"Mapping": mapped("api.example.com")}, DisableExecuteApiEndpoint=disabled)

    assert made[0][CONFIGURATION] == {"disableExecuteApiEndpoint": disabled}
    assert made[1]["description"] == "Stage $default at the default endpoint, unless that is disabled"


def test_what_concerns_all_servers_stands_somewhere_even_if_none_is_known() -> None:
    assert of({}, DisableExecuteApiEndpoint=True, IpAddressType="dualstack") == [
        {"url": "/", CONFIGURATION: {"disableExecuteApiEndpoint": True, "ipAddressType": "dualstack"}}
    ]
