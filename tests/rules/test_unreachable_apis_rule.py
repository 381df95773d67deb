"""W9806: APIs that nobody reaches."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Stage: {{Type: String, AllowedValues: [test, live]}}
Conditions:
  IsLive: !Equals [!Ref Stage, live]
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: api
      ProtocolType: {protocol}
      DisableExecuteApiEndpoint: {off}
  Live:
    Type: AWS::ApiGatewayV2::ApiMapping
    Condition: IsLive
    Properties: {{ApiId: {api}, DomainName: api.example.com, Stage: live}}
"""
FOR_TEST = """\
  Test:
    Type: AWS::ApiGatewayV2::ApiMapping
    Condition: IsTest
    Properties: {ApiId: !Ref Api, DomainName: test.example.com, Stage: live}
"""


def found(off: str, more: str = "", *, api: str = "!Ref Api", protocol: str = "HTTP") -> list[str]:
    return findings(TEMPLATE.format(off=off, api=api, protocol=protocol) + more, "W9806")


def test_an_api_without_a_mapping_is_caught() -> None:
    assert found("true", api="!Ref OtherApi") == [
        "12:7 W9806 DisableExecuteApiEndpoint: no API mapping leads to Api, so nobody reaches it: map it to a custom "
        "domain"
    ]


def test_an_api_whose_only_mapping_is_not_always_there_is_caught() -> None:
    assert found("true") == [
        "12:7 W9806 DisableExecuteApiEndpoint: where no mapping's condition holds, no API mapping leads to Api, so "
        "nobody reaches it: map it to a custom domain"
    ]
    assert found("true", FOR_TEST) == []


@pytest.mark.parametrize("off", ["false", "!If [IsLive, true, false]", "!Ref AWS::NoValue", "!ImportValue Off"])
def test_an_endpoint_that_is_there_whenever_no_mapping_is_is_left_alone(off: str) -> None:
    assert found(off) == []


def test_an_api_whose_id_another_stack_is_given_may_be_mapped_there() -> None:
    nested = "  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x, Parameters: {Id: !Ref Api}}}\n"
    exported = "Outputs: {Id: {Value: !Ref Api, Export: {Name: id}}}\n"

    assert found("true", nested) == []
    assert found("true", exported) == []
    assert len(found("true", exported.replace(", Export: {Name: id}", ""))) == 1


def test_websocket_apis_are_not_looked_at() -> None:
    assert found("true", protocol="WEBSOCKET", api="!Ref OtherApi") == []


def test_an_api_of_sam_is_caught_and_its_domain_counts() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      DisableExecuteApiEndpoint: true
"""
    domain = "      Domain: {DomainName: api.example.com, CertificateArn: !ImportValue Certificate}\n"

    assert findings(text, "W9806") == [
        "6:7 W9806 DisableExecuteApiEndpoint: no API mapping leads to Api, so nobody reaches it: map it to a custom "
        "domain"
    ]
    assert findings(text + domain, "W9806") == []
