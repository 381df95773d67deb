"""E9504: RouteSettings of routes that are not there."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api: {{Type: AWS::ApiGatewayV2::Api, Properties: {{ProtocolType: HTTP}}}}
  Route: {{Type: AWS::ApiGatewayV2::Route, Properties: {{ApiId: !Ref Api, RouteKey: {key}}}}}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      StageName: live
      AutoDeploy: true
      RouteSettings: {settings}
"""
LIMITS = "{ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}"


def found(key: str, settings: str) -> list[str]:
    return findings(TEMPLATE.format(key=key, settings=settings), "E9504")


@pytest.mark.parametrize(
    ("key", "asked", "hint"),
    [
        ("GET /a", "GET /b", "remove the entry, or add the route"),
        ("'GET /a/{id}'", "GET /a/{order}", "did you mean GET /a/{id}?"),
        ("GET /a", "get /a/", "did you mean GET /a?"),
    ],
)
def test_settings_under_another_key_are_caught(key: str, asked: str, hint: str) -> None:
    assert found(key, f"{{'{asked}': {LIMITS}}}") == [
        f"10:23 E9504 RouteSettings '{asked}': the API has no route with this key: {hint}"
    ]


@pytest.mark.parametrize(
    ("key", "settings"),
    [
        ("GET /a", f"{{GET /a: {LIMITS}}}"),
        ("!Ref Key", f"{{GET /b: {LIMITS}}}"),
        ("GET /a", "!Ref Settings"),
        ("GET /a", "[GET /b]"),
        ("GET /a", "{GET /b: !Ref AWS::NoValue}"),
    ],
)
def test_settings_of_routes_and_what_is_not_known_are_left_alone(key: str, settings: str) -> None:
    assert found(key, settings) == []


def test_an_api_from_elsewhere_may_have_any_route() -> None:
    text = TEMPLATE.format(key="GET /a", settings=f"{{GET /b: {LIMITS}}}").replace("!Ref Api", "!ImportValue Api")

    assert findings(text, "E9504") == []


def test_events_of_sam_are_routes() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      RouteSettings:
        GET /orders: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}
        ANY /items: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}
        $default: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}
        POST /orders: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        List: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: get}}
        Items: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /items, Method: any}}
        Rest: {Type: HttpApi, Properties: {ApiId: !Ref Api}}
"""

    assert findings(text, "E9504") == [
        "10:9 E9504 RouteSettings 'POST /orders': the API has no route with this key: remove the entry, or add the "
        "route"
    ]


def test_events_of_a_function_with_a_condition_are_routes_too() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Parameters: {Size: {Type: String, AllowedValues: [big, small]}}
Conditions: {IsBig: !Equals [!Ref Size, big]}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Condition: IsBig
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Timeout: 31
      Events:
        List:
          Type: HttpApi
          Properties: {Path: /orders, Method: get, RouteSettings: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}}
"""

    assert findings(text) == [
        "12:7 W9605 Timeout '31': must be at most 30: API Gateway answers 503 after 30 seconds, while the function "
        "would run on"
    ]
