"""E9801: names of custom domains, and domains to which no HTTP API can be mapped."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Stack: {{Type: String}}
  Policy: {{Type: String, AllowedValues: [TLS_1_2, TLS_1_0], Default: TLS_1_2}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: {protocol}}}
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: {name}
      RoutingMode: {routing}
      DomainNameConfigurations:
      - CertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
        EndpointType: {endpoint}
        SecurityPolicy: {policy}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {{ApiId: {api}, DomainName: {mapped}, Stage: live}}
"""
TLS = "HTTP APIs can be mapped to Regional domains with TLS 1.2 only: write"


def found(**more: str) -> list[str]:
    usual = {
        "protocol": "HTTP",
        "name": "api.example.com",
        "routing": "API_MAPPING_ONLY",
        "endpoint": "REGIONAL",
        "policy": "TLS_1_2",
        "api": "!Ref Api",
        "mapped": "!Ref Domain",
    }
    return findings(TEMPLATE.format(**usual | more), "E9801")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("API.example.com", "must be in lower case: write api.example.com"),
        ("https://api.example.com/v1", "must be a host name alone, without https:// or a path: write api.example.com"),
        ("api.*.example.com", "must have * only as its whole first label: write *.example.com"),
    ],
)
def test_a_name_that_api_gateway_refuses_is_caught_where_it_stands(name: str, message: str) -> None:
    assert found(name=name) == [f"11:7 E9801 DomainName '{name}': {message}"]


@pytest.mark.parametrize("name", ["'*.example.com'", "!Sub 'API.${Stack}'", "!ImportValue Name", "!Ref Stack"])
def test_a_name_that_is_valid_or_not_known_is_left_alone(name: str) -> None:
    assert found(name=name) == []


def test_a_domain_that_no_http_api_can_be_mapped_to_is_caught() -> None:
    assert found(endpoint="EDGE") == [f"15:9 E9801 EndpointType 'EDGE': {TLS} REGIONAL"]
    assert found(policy="TLS_1_0") == [f"16:9 E9801 SecurityPolicy 'TLS_1_0': {TLS} TLS_1_2"]
    assert found(routing="ROUTING_RULE_ONLY") == [
        "12:7 E9801 RoutingMode 'ROUTING_RULE_ONLY': no API can be mapped then, and routing rules lead to REST APIs "
        "only: write API_MAPPING_ONLY"
    ]


def test_a_value_that_a_parameter_may_have_is_caught() -> None:
    assert found(policy="!Ref Policy") == [f"16:9 E9801 SecurityPolicy 'TLS_1_0': {TLS} TLS_1_2"]


def test_a_mapping_finds_its_domain_by_its_name() -> None:
    assert found(policy="TLS_1_0", mapped="api.example.com") == found(policy="TLS_1_0")
    assert found(policy="TLS_1_0", mapped="other.example.com") == []


@pytest.mark.parametrize("changed", [{"api": "!Ref Rest"}, {"api": "!ImportValue Api"}, {"protocol": "WEBSOCKET"}])
def test_domains_of_other_apis_may_have_other_policies(changed: dict[str, str]) -> None:
    assert found(policy="TLS_1_0", **changed) == []


def test_what_is_only_there_while_the_api_is_not_is_left_alone() -> None:
    text = """\
Parameters: {Kind: {Type: String, AllowedValues: [http, rest]}}
Conditions: {IsHttp: !Equals [!Ref Kind, http]}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Condition: IsHttp
    Properties: {Name: api, ProtocolType: HTTP}
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: api.example.com
      DomainNameConfigurations: [{SecurityPolicy: !If [IsHttp, TLS_1_2, TLS_1_0]}]
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {ApiId: !If [IsHttp, !Ref Api, !ImportValue Rest], DomainName: !Ref Domain, Stage: live}
"""
    assert findings(text, "E9801") == []
    assert len(findings(text.replace("TLS_1_2, TLS_1_0", "TLS_1_0, TLS_1_2"), "E9801")) == 1


def test_the_domain_of_an_api_of_sam_is_caught_where_the_user_wrote_it() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Domain:
        DomainName: API.example.com
        CertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
        SecurityPolicy: TLS_1_0
"""
    assert findings(text, "E9801") == [
        "7:9 E9801 DomainName 'API.example.com': must be in lower case: write api.example.com",
        f"9:9 E9801 SecurityPolicy 'TLS_1_0': {TLS} TLS_1_2",
    ]


@pytest.mark.parametrize(
    "properties", ["[]", "{DomainNameConfigurations: TLS}", "{DomainName: {a: b}, RoutingMode: []}"]
)
def test_other_shapes_are_for_cfn_lint(properties: str) -> None:
    text = "Resources: {Domain: {Type: AWS::ApiGatewayV2::DomainName, Properties: %s}}"

    assert findings(text % properties, "E9801") == []
