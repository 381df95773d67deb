"""E9204: which authorizers do not fit their routes, and where that is told."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Kind: {{Type: String, AllowedValues: [NONE, JWT]}}
  Authorizer: {{Type: String}}
Conditions:
  IsOpen: !Equals [!Ref Kind, NONE]
  IsClosed: !Not [!Condition IsOpen]
Resources:
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: GET /
      {kind}
      {authorizer}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Other:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: other, ProtocolType: HTTP}}
  Tokens:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {{ApiId: !Ref Api, AuthorizerType: JWT, Name: tokens}}
  Decides:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {{ApiId: !Ref Api, AuthorizerType: REQUEST, Name: decides}}
  Either:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {{ApiId: !Ref Api, AuthorizerType: !If [IsOpen, REQUEST, JWT], Name: either}}
  Foreign:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {{ApiId: !Ref Other, AuthorizerType: JWT, Name: foreign}}
  Pool:
    Type: AWS::Cognito::UserPool
"""


def found(kind: str, authorizer: str) -> list[str]:
    kind = f"AuthorizationType: {kind}" if kind else "OperationName: getRoot"
    authorizer = f"AuthorizerId: {authorizer}" if authorizer else ""
    return findings(TEMPLATE.format(kind=kind, authorizer=authorizer), "E9204")


@pytest.mark.parametrize(
    ("kind", "authorizer", "message"),
    [
        (
            "JWT",
            "!Ref Decides",
            "14:7 E9204 AuthorizerId '!Ref Decides': is a REQUEST authorizer, and AuthorizationType 'JWT' needs a JWT "
            "one: write AuthorizationType: CUSTOM, or name another",
        ),
        (
            "CUSTOM",
            "!GetAtt Tokens.AuthorizerId",
            "14:7 E9204 AuthorizerId '!GetAtt Tokens.AuthorizerId': is a JWT authorizer, and AuthorizationType "
            "'CUSTOM' needs a REQUEST one: write AuthorizationType: JWT, or name another",
        ),
        (
            "JWT",
            "",
            "13:7 E9204 AuthorizationType 'JWT': needs an authorizer: write the AuthorizerId of a JWT authorizer",
        ),
        (
            "CUSTOM",
            "!Ref AWS::NoValue",
            "13:7 E9204 AuthorizationType 'CUSTOM': needs an authorizer: "
            "write the AuthorizerId of a REQUEST authorizer",
        ),
        (
            "NONE",
            "!Ref Tokens",
            "14:7 E9204 AuthorizerId '!Ref Tokens': is not asked with AuthorizationType 'NONE': "
            "write JWT, or CUSTOM if it is a function, or remove it",
        ),
        (
            "AWS_IAM",
            "!Ref Authorizer",
            "14:7 E9204 AuthorizerId '!Ref Authorizer': is not asked with AuthorizationType 'AWS_IAM': "
            "write JWT, or CUSTOM if it is a function, or remove it",
        ),
        (
            "",
            "!Ref Tokens",
            "14:7 E9204 AuthorizerId '!Ref Tokens': is not asked without an AuthorizationType: "
            "write AuthorizationType: JWT, or CUSTOM if it is a function",
        ),
        (
            "JWT",
            "!Ref Foreign",
            "14:7 E9204 AuthorizerId '!Ref Foreign': is an authorizer of Other, and this is a route of Api",
        ),
        (
            "JWT",
            "!Ref Pool",
            "14:7 E9204 AuthorizerId '!Ref Pool': is no authorizer, but AWS::Cognito::UserPool: "
            "name an AWS::ApiGatewayV2::Authorizer",
        ),
        (
            "COGNITO_USER_POOLS",
            "!Ref Tokens",
            "13:7 E9204 AuthorizationType 'COGNITO_USER_POOLS': must be one of NONE, AWS_IAM, CUSTOM, JWT: write JWT",
        ),
        (
            "none",
            "",
            "13:7 E9204 AuthorizationType 'none': must be one of NONE, AWS_IAM, CUSTOM, JWT: write NONE",
        ),
    ],
)
def test_an_authorizer_that_does_not_fit_is_caught(kind: str, authorizer: str, message: str) -> None:
    assert found(kind, authorizer) == [message]


@pytest.mark.parametrize(
    ("kind", "authorizer"),
    [
        ("JWT", "!Ref Tokens"),
        ("CUSTOM", "!Ref Decides"),
        ("NONE", ""),
        ("AWS_IAM", "!Ref AWS::NoValue"),
        ("", ""),
        ("JWT", "!Ref Authorizer"),
        ("CUSTOM", "!ImportValue Authorizer"),
        ("JWT", "a1b2c3"),
        ("!ImportValue Kind", "!Ref Tokens"),
        ("!Ref Kind", "!Ref Tokens"),
        ("!If [IsOpen, NONE, JWT]", "!If [IsOpen, !Ref AWS::NoValue, !Ref Tokens]"),
        ("!If [IsClosed, JWT, NONE]", "!If [IsOpen, !Ref AWS::NoValue, !Ref Tokens]"),
        ("!If [IsOpen, CUSTOM, JWT]", "!Ref Either"),
        ("[JWT]", "{a: mapping}"),
    ],
)
def test_what_fits_or_is_not_known_is_left_alone(kind: str, authorizer: str) -> None:
    assert found(kind, authorizer) == []


def test_a_branch_in_which_the_authorizer_is_missing_is_caught() -> None:
    assert found("!If [IsOpen, NONE, JWT]", "!If [IsClosed, !Ref AWS::NoValue, !Ref Tokens]") == [
        "13:45 E9204 AuthorizationType 'JWT': needs an authorizer: write the AuthorizerId of a JWT authorizer",
    ]


def test_a_parameter_decides_for_all_that_depends_on_it() -> None:
    assert found("!Ref Kind", "!If [IsOpen, !Ref Tokens, !Ref AWS::NoValue]") == [
        "13:7 E9204 AuthorizationType 'JWT': needs an authorizer: write the AuthorizerId of a JWT authorizer",
    ]


BODY = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: orders, version: "1"}
        components:
          securitySchemes:
            tokens:
              type: oauth2
              x-amazon-apigateway-authorizer:
                type: jwt
                identitySource: $request.header.Authorization
                jwtConfiguration: {issuer: https://auth.example.com, audience: [orders]}
        paths:
          /orders:
            get:
              security: [tokens: [read]]
              x-amazon-apigateway-integration:
                {type: http_proxy, httpMethod: GET, uri: https://orders.example.com, payloadFormatVersion: "1.0"}
"""


def test_a_document_says_both_in_one_place() -> None:
    assert findings(BODY) == []
