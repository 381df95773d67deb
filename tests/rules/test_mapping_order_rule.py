"""E9802: API mappings, and what they have to wait for."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Name: {{Type: String, Default: api.example.com}}
  Level: {{Type: String}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties: {{DomainName: !Ref Name}}
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {{ApiId: !Ref Api, StageName: {name}}}
  OtherApi:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: other, ProtocolType: HTTP}}
  Other:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {{ApiId: !Ref OtherApi, StageName: other}}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    DependsOn: {after}
    Properties:
      ApiId: !Ref Api
      Stage: {stage}
      DomainName: {domain}
"""


def found(*, stage: str = "!Ref Live", domain: str = "!Ref Domain", after: str = "[]", name: str = "live") -> list[str]:
    return findings(TEMPLATE.format(stage=stage, domain=domain, after=after, name=name), "E9802")


def test_a_stage_by_its_name_is_caught_unless_the_mapping_waits_for_it() -> None:
    assert found(stage="live") == [
        "25:7 E9802 Stage 'live': this does not wait for Live: write !Ref Live, or name it in DependsOn"
    ]
    assert found(stage="live", after="Live") == []
    assert found() == []


def test_names_that_are_written_alike_are_one() -> None:
    assert found(stage="!Ref Level", name="!Ref Level") == [
        "25:7 E9802 Stage '!Ref Level': this does not wait for Live: write !Ref Live, or name it in DependsOn"
    ]
    assert found(stage="!Ref Level") == []


def test_a_stage_that_the_api_has_not_is_caught() -> None:
    assert found(stage="prod") == [
        "25:7 E9802 Stage 'prod': the API has no such stage: write !Ref for one of its stages (live)"
    ]
    assert found(stage="!Ref Other") == [
        "25:7 E9802 Stage '!Ref Other': this is a stage of another API: name one of the API in ApiId"
    ]
    assert found(stage="prod", name="!ImportValue Name") == []


@pytest.mark.parametrize("domain", ["api.example.com", "!Ref Name"])
def test_a_domain_by_its_name_is_caught_unless_the_mapping_waits_for_it(domain: str) -> None:
    shown = "api.example.com"
    assert found(domain=domain) == [
        f"26:7 E9802 DomainName '{shown}': this does not wait for Domain: write !Ref Domain, or name it in DependsOn"
    ]
    assert found(domain=domain, after="[Live, Domain]") == []


def test_the_address_of_a_domain_is_not_its_name() -> None:
    assert found(domain="!GetAtt Domain.RegionalDomainName") == [
        "26:7 E9802 DomainName '!GetAtt Domain.RegionalDomainName': this is not the name by which API Gateway knows "
        "the domain: write !Ref Domain"
    ]


def test_a_domain_of_another_stack_is_left_alone() -> None:
    assert found(domain="www.example.com") == []
    assert found(domain="!ImportValue Domain") == []


def test_the_stage_that_quick_create_makes_is_there_with_the_api() -> None:
    text = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP, Target: 'https://example.com'}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {ApiId: !Ref Api, Stage: $default, DomainName: api.example.com}
"""
    assert findings(text, "E9802") == []


def test_the_stage_of_an_api_of_sam_has_a_name_to_refer_to() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::HttpApi}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref Api
      DomainName: api.example.com
      Stage: $default
"""
    name = "ApiApiGatewayDefaultStage"

    assert findings(text, "E9802") == [
        f"9:7 E9802 Stage '$default': this does not wait for {name}: write !Ref {name}, or name it in DependsOn"
    ]
    assert findings(text.replace("Stage: $default", "Stage: !Ref Api.Stage"), "E9802") == []
