"""E9905: how log groups name their keys."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  KeyArn: {{Type: String}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::{kind}
    Properties: {{Name: api, ProtocolType: HTTP}}
  Key: {{Type: AWS::KMS::Key}}
  Alias:
    Type: AWS::KMS::Alias
    Properties: {{AliasName: alias/logs, TargetKeyId: !Ref Key}}
  Group:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
      KmsKeyId: {key}
"""
ALIAS = "is the name of an alias, and log groups take a key's ARN: name the key itself"


def found(key: str, kind: str = "Api") -> list[str]:
    return findings(TEMPLATE.format(key=key, kind=kind), "E9905")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("!Ref Key", "'!Ref Key' is the key's ID, and log groups take its ARN: write !GetAtt Key.Arn"),
        (
            "!GetAtt Key.KeyId",
            "'!GetAtt Key.KeyId' is the key's ID, and log groups take its ARN: write !GetAtt Key.Arn",
        ),
        ("!Ref Alias", f"'!Ref Alias' {ALIAS}"),
        ("!Sub 'alias/${AWS::StackName}'", f"'alias/${{AWS::StackName}}' {ALIAS}"),
    ],
)
def test_a_key_that_is_not_named_by_its_arn_is_caught(key: str, message: str) -> None:
    assert found(key) == [f"15:7 E9905 KmsKeyId {message}"]


@pytest.mark.parametrize(
    "key",
    [
        "!GetAtt Key.Arn",
        "!Ref KeyArn",
        "!ImportValue KeyArn",
        "!Sub 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}'",
        "!Ref AWS::NoValue",
        "{a: b}",
    ],
)
def test_an_arn_and_what_is_not_known_are_left_alone(key: str) -> None:
    assert found(key) == []


def test_a_template_without_an_http_api_is_left_alone() -> None:
    assert found("!Ref Key", kind="VpcLink") == []


def test_a_template_of_sam_is_looked_at() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::HttpApi}
  Key: {Type: AWS::KMS::Key}
  Group: {Type: AWS::Logs::LogGroup, Properties: {KmsKeyId: !Ref Key}}
"""
    assert [each.partition(" KmsKeyId ")[0] for each in findings(text, "E9905")] == ["5:51 E9905"]
