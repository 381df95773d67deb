"""I9407: what pages cannot send."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      CorsConfiguration: {{AllowOrigins: ['https://a.example']{settings}}}
  Gate:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {{ApiId: !Ref Api, AuthorizerType: JWT, IdentitySource: [$request.header.X-Token]}}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {{ApiId: !Ref Api, RouteKey: {key}, AuthorizationType: {authorization}, AuthorizerId: !Ref Gate}}
"""


def found(settings: str, key: str = "GET /", authorization: str = "NONE") -> list[str]:
    settings = f", {settings}" if settings else ""
    return findings(TEMPLATE.format(settings=settings, key=key, authorization=authorization), "I9407")


def test_a_method_of_a_route_that_is_not_allowed_is_told() -> None:
    assert found("AllowMethods: [GET]", "PUT /") == [
        "6:64 I9407 AllowMethods lacks PUT, which routes have: add what pages use"
    ]
    assert found("", "PUT /") == ["6:7 I9407 AllowMethods lacks PUT, which routes have: add what pages use"]


def test_a_header_that_an_authorizer_reads_and_pages_may_not_send_is_told() -> None:
    assert found("AllowHeaders: [content-type]", authorization="JWT") == [
        "6:64 I9407 AllowHeaders lacks x-token, which authorizers read: add what pages send"
    ]
    assert found("AllowHeaders: ['*']", authorization="AWS_IAM") == [
        "6:64 I9407 AllowHeaders lacks authorization, which authorizers read: add what pages send"
    ]


def test_headers_of_some_authorizers_may_not_be_for_pages() -> None:
    route = "{ApiId: !Ref Api, RouteKey: GET /a, AuthorizationType: %s}"
    other = f"  Signed: {{Type: AWS::ApiGatewayV2::Route, Properties: {route}}}"
    text = TEMPLATE.format(settings=", AllowHeaders: [authorization]", key="GET /", authorization="JWT")

    assert len(findings(text + other % "NONE", "I9407")) == 1
    assert findings(text + other % "AWS_IAM", "I9407") == []


@pytest.mark.parametrize(
    ("settings", "key", "authorization"),
    [
        ("AllowMethods: ['*']", "PUT /", "NONE"),
        ("AllowMethods: [!Ref Method]", "PUT /", "NONE"),
        ("AllowMethods: !Ref Methods", "PUT /", "NONE"),
        ("", "POST /", "NONE"),
        ("AllowMethods: [GET]", "ANY /", "NONE"),
        ("AllowHeaders: [X-Token]", "GET /", "JWT"),
        ("AllowHeaders: ['*']", "GET /", "JWT"),
        ("AllowHeaders: !Split [',', !Ref Headers]", "GET /", "JWT"),
        ("", "GET /", "NONE"),
    ],
)
def test_what_is_allowed_or_not_known_is_left_alone(settings: str, key: str, authorization: str) -> None:
    assert found(settings, key, authorization) == []


def test_an_api_without_cors_is_left_alone() -> None:
    text = TEMPLATE.format(settings="", key="PUT /", authorization="JWT")

    assert findings(text.replace("AllowOrigins: ['https://a.example']", ""), "I9407") == []


def test_cors_of_sam_that_is_only_true_lets_pages_use_little() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration: true
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        Put: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: put}}
"""

    assert findings(text, "I9407") == ["6:7 I9407 AllowMethods lacks PUT, which routes have: add what pages use"]
