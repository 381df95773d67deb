"""W9310: which settings are of the other type."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Kind: {{Type: String, AllowedValues: [JWT, REQUEST]}}
Resources:
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      Name: staff
      AuthorizerType: {kind}
      {line}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
"""


@pytest.mark.parametrize(
    ("kind", "line", "name"),
    [
        ("JWT", "AuthorizerResultTtlInSeconds: 300", "AuthorizerResultTtlInSeconds"),
        ("JWT", "AuthorizerUri: !ImportValue Uri", "AuthorizerUri"),
        ("JWT", "EnableSimpleResponses: true", "EnableSimpleResponses"),
        ("REQUEST", "JwtConfiguration: {Issuer: https://a.example, Audience: [a]}", "JwtConfiguration"),
    ],
)
def test_a_setting_of_the_other_type_is_told(kind: str, line: str, name: str) -> None:
    other = "REQUEST" if kind == "JWT" else "JWT"

    assert findings(TEMPLATE.format(kind=kind, line=line), "W9310") == [
        f"10:7 W9310 {name}: {other} authorizers have it, and this one is of the type {kind}: remove it"
    ]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("JWT", "AuthorizerResultTtlInSeconds: 0"),
        ("JWT", "EnableSimpleResponses: !Ref AWS::NoValue"),
        ("REQUEST", "AuthorizerUri: !ImportValue Uri"),
        ("!Ref Kind", "AuthorizerUri: !ImportValue Uri"),
        ("!ImportValue Kind", "AuthorizerUri: !ImportValue Uri"),
    ],
)
def test_what_is_its_own_or_says_nothing_or_depends_on_a_parameter_is_left_alone(kind: str, line: str) -> None:
    assert findings(TEMPLATE.format(kind=kind, line=line), "W9310") == []
