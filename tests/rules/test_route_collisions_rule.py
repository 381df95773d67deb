"""E9202: which routes collide, and which only seem to."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Path: {{Type: String, AllowedValues: [orders, items]}}
  Any: {{Type: String}}
Conditions:
  IsOrders: !Equals [!Ref Path, orders]
  IsItems: !Not [!Condition IsOrders]
Resources:
  First:
    Type: AWS::ApiGatewayV2::Route
    Condition: {condition}
    Properties:
      ApiId: {api}
      RouteKey: {first}
  Second:
    Type: AWS::ApiGatewayV2::Route
    Condition: IsOrders
    Properties:
      ApiId: !ImportValue Api
      RouteKey: {second}
  Third:
    Type: AWS::ApiGatewayV2::Route
    Properties: {{ApiId: !ImportValue Api, RouteKey: PUT /}}
"""


def found(first: str, second: str, condition: str = "IsOrders", api: str = "!ImportValue Api") -> list[str]:
    text = TEMPLATE.format(first=first, second=second, condition=condition, api=api)
    return findings(text, "E9202")


def twice(key: str) -> str:
    return f"19:7 E9202 RouteKey '{key}' is that of First, too: remove one of them"


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("GET /orders", "GET /orders", "GET /orders"),
        ("$default", "$default", "$default"),
        ("GET /orders/{id}", "GET /orders/{order}", "GET /orders/{order}"),
        ("GET /orders", "!Sub GET /${Path}", "GET /orders"),
        ("!Sub GET /${Any}", "!Join [' /', [GET, !Ref Any]]", "GET /${Any}"),
        ("!ImportValue Key", "!ImportValue Key", '{"Fn::ImportValue": "Key"}'),
    ],
)
def test_two_of_one_key_collide(first: str, second: str, shown: str) -> None:
    assert found(first, second) == [twice(shown)]


def test_one_place_has_one_name() -> None:
    assert found("GET /orders/{id}", "DELETE /orders/{order}") == [
        "19:7 E9202 RouteKey 'DELETE /orders/{order}': {order} stands where 'GET /orders/{id}' has another name, in "
        "First: use one name for one place"
    ]
    assert found("ANY /{shop}/orders", "GET /{name}/items/{id}") == [
        "19:7 E9202 RouteKey 'GET /{name}/items/{id}': {name} stands where 'ANY /{shop}/orders' has another name, in "
        "First: use one name for one place"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("GET /orders", "POST /orders"),
        ("GET /orders", "ANY /orders"),
        ("GET /orders", "GET /Orders"),
        ("GET /orders/{id}", "GET /items/{item}"),
        ("GET /{id}", "GET /{proxy+}"),
        ("GET /orders", "!Sub GET /${Any}"),
        ("!ImportValue Key", "!ImportValue OtherKey"),
        ("GET /items", "!Sub GET /${Path}"),  # the second is there for orders only
        ("GET /a", "!If [IsOrders, GET /b, GET /a]"),
        ("[GET /a]", "{GET /a: b}"),
    ],
)
def test_what_differs_or_may_differ_does_not_collide(first: str, second: str) -> None:
    assert found(first, second) == []


def test_what_cannot_be_there_at_once_does_not_collide() -> None:
    assert found("GET /orders", "GET /orders", condition="IsItems") == []


def test_another_api_may_have_the_key_too() -> None:
    assert found("GET /orders", "GET /orders", api="!ImportValue OtherApi") == []


def test_a_branch_collides_where_it_stands() -> None:
    assert found("GET /a", "!If [IsOrders, GET /a, GET /b]") == [
        "19:32 E9202 RouteKey 'GET /a' is that of First, too: remove one of them"
    ]


def test_a_document_collides_with_itself() -> None:
    body = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        paths:
          /orders/{id}:
            get: {}
          /orders/{order}/items:
            get: {}
"""
    assert findings(body, "E9202") == [
        "11:13 E9202 RouteKey 'GET /orders/{order}/items': {order} stands where 'GET /orders/{id}' has another name, "
        "in Api (route GET /orders/{id}): use one name for one place"
    ]


SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        One: {Type: HttpApi, Properties: {Path: "/orders/{id}", Method: get}}
        All:
          Type: HttpApi
          Properties: {Path: "/orders/{order}", Method: delete}
"""


def test_events_of_sam_collide_where_they_stand() -> None:
    assert findings(SAM, "E9202") == [
        "11:9 E9202 RouteKey 'DELETE /orders/{order}': {order} stands where 'GET /orders/{id}' has another name, in "
        "ServerlessHttpApi (route GET /orders/{id}): use one name for one place"
    ]
    assert findings(SAM.replace("{order}", "{id}"), "E9202") == []


ALLOWED = """\
Parameters: {Version: {Type: String, AllowedValues: [v1, v2, v3]}}
Resources:
  List: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: api, RouteKey: !Sub "GET /${Version}"}}
  Other: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: api, RouteKey: !Sub "GET /${Version}"}}
"""


def test_a_key_that_can_be_many_things_collides_once() -> None:
    assert findings(ALLOWED, "E9202") == ["4:68 E9202 RouteKey 'GET /v1' is that of List, too: remove one of them"]
    assert findings(ALLOWED.replace('RouteKey: !Sub "GET', 'RouteKey: !Sub "PUT', 1), "E9202") == []
