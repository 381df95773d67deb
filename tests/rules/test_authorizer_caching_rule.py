"""E9304: what is kept too long, or by nothing."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Seconds: {{Type: Number, AllowedValues: [0, 300]}}
Conditions:
  Caches: !Equals [!Ref Seconds, "300"]
Resources:
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      Name: staff
      AuthorizerType: {kind}
      AuthorizerResultTtlInSeconds: {ttl}
      IdentitySource: {source}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
"""


def found(ttl: str, source: str = "[$request.header.Authorization]", kind: str = "REQUEST") -> list[str]:
    return findings(TEMPLATE.format(kind=kind, ttl=ttl, source=source), "E9304")


@pytest.mark.parametrize("ttl", ["3601", "-1", "0.5"])
def test_an_hour_is_the_most(ttl: str) -> None:
    assert found(ttl) == [
        f"12:7 E9304 AuthorizerResultTtlInSeconds '{ttl}': must be a whole number of seconds from 0 to 3,600, an hour"
    ]


@pytest.mark.parametrize("source", ["!Ref AWS::NoValue", "[]"])
@pytest.mark.parametrize("ttl", ["300", "'300'"])
def test_answers_are_kept_by_something(ttl: str, source: str) -> None:
    assert found(ttl, source) == [
        "12:7 E9304 AuthorizerResultTtlInSeconds '300': needs an IdentitySource: answers are kept by what stands there"
    ]


def test_a_parameter_that_can_turn_it_on_needs_a_source() -> None:
    assert found("!Ref Seconds", "!Ref AWS::NoValue") == [
        "12:7 E9304 AuthorizerResultTtlInSeconds '300': needs an IdentitySource: answers are kept by what stands there"
    ]


@pytest.mark.parametrize(
    ("ttl", "source"),
    [
        ("0", "!Ref AWS::NoValue"),
        ("3600", "[$request.header.Authorization]"),
        ("!ImportValue Seconds", "!Ref AWS::NoValue"),
        ("!Ref AWS::NoValue", "!Ref AWS::NoValue"),
        ("300", "!Split [',', !ImportValue Sources]"),
        ("!Ref Seconds", "!If [Caches, [$request.header.Authorization], !Ref AWS::NoValue]"),
        ("true", "!Ref AWS::NoValue"),
        ("[300]", "[]"),
    ],
)
def test_what_is_kept_by_something_or_not_known_is_left_alone(ttl: str, source: str) -> None:
    assert found(ttl, source) == []


def test_tokens_are_not_kept() -> None:
    assert found("4000", "!Ref AWS::NoValue", kind="JWT") == []


SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          Guard:
            FunctionArn: !GetAtt Guard.Arn
            AuthorizerPayloadFormatVersion: "2.0"
            Identity:
              Headers: [Authorization]
              ReauthorizeEvery: 4000
  Guard:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => ({isAuthorized: true})"
      Handler: index.handler
      Runtime: nodejs24.x
"""


def test_an_authorizer_of_sam_is_caught_where_it_says_so() -> None:
    assert findings(SAM, "E9304") == [
        "13:15 E9304 AuthorizerResultTtlInSeconds '4000': must be a whole number of seconds from 0 to 3,600, an hour"
    ]
