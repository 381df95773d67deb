"""W9405: what refuses preflights, and where."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Stage: {Type: String, AllowedValues: [live, test]}
  Key: {Type: String}
Conditions:
  IsLive: !Equals [!Ref Stage, live]
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, CorsConfiguration: {AllowOrigins: ['*']}}}
"""
REFUSES = "its authorizer refuses the browsers' preflights, which come without credentials"


def route(name: str, key: str, authorization: str = "JWT", more: str = "") -> str:
    properties = f"{{ApiId: !Ref Api, RouteKey: '{key}', AuthorizationType: {authorization}{more}}}"
    return f"  {name}: {{Type: AWS::ApiGatewayV2::Route, Properties: {properties}}}\n"


def found(*routes: str) -> list[str]:
    return findings(TEMPLATE + "".join(routes), "W9405")


def test_routes_that_take_options_with_an_authorizer_are_caught() -> None:
    assert found(route("A", "ANY /a/{id}")) == [
        f"9:69 W9405 RouteKey 'ANY /a/{{id}}': {REFUSES}: add an open route OPTIONS /a/{{id}}"
    ]
    assert found(route("D", "$default", "AWS_IAM")) == [
        f"9:69 W9405 RouteKey '$default': {REFUSES}: add an open route OPTIONS /{{proxy+}} and OPTIONS /"
    ]
    assert found(route("O", "OPTIONS /a")) == [
        f"9:93 W9405 RouteKey 'OPTIONS /a': {REFUSES}: set AuthorizationType to NONE"
    ]


@pytest.mark.parametrize(
    "routes",
    [
        [route("A", "GET /a")],
        [route("A", "ANY /a", "NONE")],
        [route("A", "ANY /a", "!Ref Key")],
        [route("A", "ANY /a/{id}"), route("O", "OPTIONS /a/{other}", "NONE")],
        [route("D", "$default"), route("O", "OPTIONS /{proxy+}", "NONE")],
        [route("D", "$default"), route("A", "ANY /{proxy+}", "NONE")],
    ],
)
def test_routes_that_leave_preflights_to_others_are_left_alone(routes: list[str]) -> None:
    assert found(*routes) == []


def test_a_function_that_is_asked_about_every_request_may_let_preflights_through() -> None:
    gate = "  Gate: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref Api, AuthorizerType: REQUEST%s}}\n"
    guarded = route("A", "ANY /a", "CUSTOM", ", AuthorizerId: !Ref Gate")

    assert found(guarded, gate % "") == []
    assert len(found(guarded, gate % ", IdentitySource: [$request.header.Authorization]")) == 1


def test_without_cors_or_where_it_is_never_together_with_the_authorizer_nothing_is_said() -> None:
    guarded = route("A", "ANY /a", "!If [IsTest, JWT, NONE]")
    settings = "{AllowOrigins: ['*']}"

    assert len(found(guarded)) == 1
    for other in (
        "{}",
        "!Ref AWS::NoValue",
        "!If [IsLive, {AllowOrigins: ['*']}, !Ref AWS::NoValue]",
        "{AllowOrigins: !Ref AWS::NoValue}",
        "!Ref Key",
    ):
        assert findings((TEMPLATE + guarded).replace(settings, other), "W9405") == []


def test_a_default_authorizer_of_sam_is_caught_at_the_event() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration: {AllowOrigins: ['https://shop.example']}
      Auth:
        DefaultAuthorizer: staff
        Authorizers:
          staff:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: {issuer: 'https://auth.example', audience: [shop]}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        Any: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: any}}
        Get: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: get}}
"""

    assert findings(text, "W9405") == [
        f"20:9 W9405 RouteKey 'ANY /orders': {REFUSES}: add an open route OPTIONS /orders"
    ]
