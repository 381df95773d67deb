"""E9206: which scopes are caught, and where."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Scopes: {{Type: CommaDelimitedList, Default: "read, write"}}
  Kind: {{Type: String, AllowedValues: [NONE, JWT]}}
Conditions:
  IsOpen: !Equals [!Ref Kind, NONE]
Resources:
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !ImportValue Api
      RouteKey: GET /
      AuthorizationType: {kind}
      AuthorizationScopes: {scopes}
"""
READ_FROM = "AuthorizationScopes are read from a JSON Web Token, but this route has"


def found(kind: str, scopes: str) -> list[str]:
    return findings(TEMPLATE.format(kind=kind, scopes=scopes), "E9206")


@pytest.mark.parametrize(
    ("kind", "has"),
    [
        ("NONE", "AuthorizationType 'NONE'"),
        ("CUSTOM", "AuthorizationType 'CUSTOM'"),
        ("!Ref AWS::NoValue", "no AuthorizationType"),
    ],
)
def test_scopes_of_a_route_that_reads_none_are_caught(kind: str, has: str) -> None:
    assert found(kind, "[read]") == [f"13:7 E9206 {READ_FROM} {has}: write JWT, or remove them"]


def test_scopes_of_a_parameter_are_scopes() -> None:
    assert found("AWS_IAM", "!Ref Scopes") == [
        f"13:7 E9206 {READ_FROM} AuthorizationType 'AWS_IAM': write JWT, or remove them"
    ]


def test_a_scope_is_one_word_of_a_length() -> None:
    assert found("JWT", f"[read, read write, {'a' * 64}, {'b' * 65}]") == [
        "13:35 E9206 AuthorizationScopes 'read write': must be a single scope: write each as an entry of its own",
        f"13:113 E9206 AuthorizationScopes '{'b' * 65}': must have at most 64 characters",
    ]


def test_eleven_scopes_are_too_many() -> None:
    ten = ", ".join(f"scope{number}" for number in range(10))

    assert found("JWT", f"[{ten}]") == []
    assert found("JWT", f"[{ten}, !If [IsOpen, read, !Ref AWS::NoValue]]") == []
    assert found("JWT", f"[{ten}, read]") == [
        "13:7 E9206 AuthorizationScopes: 11 scopes, but a route has at most 10: let tokens carry a broader one"
    ]


@pytest.mark.parametrize(
    ("kind", "scopes"),
    [
        ("JWT", "[orders/read, 'https://api.example.com/write']"),
        ("!ImportValue Kind", "[read]"),
        ("NONE", "[]"),
        ("NONE", "!Ref AWS::NoValue"),
        ("NONE", "!Split [',', !ImportValue Scopes]"),
        ("!If [IsOpen, NONE, JWT]", "!If [IsOpen, !Ref AWS::NoValue, [read]]"),
        ("!Ref Kind", "!If [IsOpen, [], [read]]"),
        ("NONE", "read"),
        ("JWT", "[[a], {b: c}]"),
    ],
)
def test_scopes_that_are_read_or_not_known_are_left_alone(kind: str, scopes: str) -> None:
    assert found(kind, scopes) == []


SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          Decides:
            FunctionArn: !GetAtt Decides.Arn
            AuthorizerPayloadFormatVersion: "2.0"
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        Get:
          Type: HttpApi
          Properties:
            ApiId: !Ref Api
            Path: /orders
            Method: get
            Auth: {Authorizer: Decides, AuthorizationScopes: [read]}
  Decides:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => ({isAuthorized: true})"
      Handler: index.handler
      Runtime: nodejs24.x
"""


def test_scopes_of_sam_are_caught_at_the_event() -> None:
    assert findings(SAM, "E9206") == [f"18:9 E9206 {READ_FROM} AuthorizationType 'CUSTOM': write JWT, or remove them"]
