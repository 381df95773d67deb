"""E9804: API mappings that take each other's place."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Name: {{Type: String, Default: api.example.com}}
  Stage: {{Type: String, AllowedValues: [test, live]}}
Conditions:
  IsLive: !Equals [!Ref Stage, live]
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties: {{DomainName: !Ref Name}}
  One:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref Api
      Stage: live
      DomainName: {one}
      ApiMappingKey: {key}
  Two:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref OtherApi
      Stage: live
      DomainName: {two}
      ApiMappingKey: {other}
"""


def found(key: str, other: str, one: str = "!Ref Domain", two: str = "!Ref Domain") -> list[str]:
    return findings(TEMPLATE.format(key=key, other=other, one=one, two=two), "E9804")


@pytest.mark.parametrize("two", ["!Ref Domain", "!Ref Name", "api.example.com"])
def test_a_key_that_the_domain_has_already_is_caught_however_the_domain_is_named(two: str) -> None:
    assert found("v1", "v1", two=two) == [
        "24:7 E9804 ApiMappingKey 'v1' is that of One, on the same domain: choose another, or remove one of them"
    ]


def test_two_mappings_of_the_root_are_caught() -> None:
    assert found("''", "!Ref AWS::NoValue") == [
        "24:7 E9804 This mapping is for the root of the domain, as One is: give one of them an ApiMappingKey, or "
        "remove it"
    ]


def test_keys_that_are_written_alike_are_the_same() -> None:
    assert len(found("!ImportValue Key", "!ImportValue Key")) == 1
    assert found("!ImportValue Key", "!ImportValue OtherKey") == []


def test_a_key_of_another_domain_and_another_key_are_left_alone() -> None:
    assert found("v1", "v1", two="other.example.com") == []
    assert found("v1", "v2") == []
    assert found("v1", "''") == []


def test_keys_that_are_never_there_at_once_are_left_alone() -> None:
    assert found("!If [IsLive, v1, v2]", "!If [IsLive, v2, v1]") == []
    assert len(found("!If [IsLive, v1, v2]", "!If [IsTest, v2, v3]")) == 1
    assert found("!If [IsLive, v1, v2]", "!If [IsTest, v1, v3]") == []


def test_the_paths_of_a_domain_of_sam_are_mappings() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Domain:
        DomainName: api.example.com
        CertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
        BasePath: [orders]
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref OtherApi
      Stage: live
      DomainName: api.example.com
      ApiMappingKey: orders
"""
    assert findings(text, "E9804") == [
        "9:9 E9804 ApiMappingKey 'orders' is that of Mapping, on the same domain: choose another, or remove one of them"
    ]
