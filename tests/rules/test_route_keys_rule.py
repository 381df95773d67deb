"""E9201: which route keys are caught, and where."""

import pytest

from tests.rules.pack import findings

ROUTE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: {protocol}}}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: {key}
      AuthorizationType: NONE
"""


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("GET /orders/", "the path must not end with /: write GET /orders"),
        ("GET orders", "the path must begin with /, as in GET /orders"),
        ("GET /{all+}/b", "{all+} must be the last part of the path: a greedy variable takes all that follows"),
    ],
)
def test_a_key_that_api_gateway_refuses_is_caught_where_it_stands(key: str, message: str) -> None:
    assert findings(ROUTE.format(protocol="HTTP", key=key), "E9201") == [f"9:7 E9201 RouteKey '{key}': {message}"]


@pytest.mark.parametrize("key", ["GET /", "$default", "ANY /{proxy+}", "!Sub 'GET /${Anything}'", "!ImportValue Key"])
def test_a_key_that_is_valid_or_not_known_is_left_alone(key: str) -> None:
    assert findings(ROUTE.format(protocol="HTTP", key=key)) == []


def test_keys_of_websocket_apis_have_another_form() -> None:
    assert findings(ROUTE.format(protocol="WEBSOCKET", key="sendmessage")) == []


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
        List: {{Type: HttpApi, Properties: {{Path: /orders, Method: {method}}}}}
"""


def test_an_event_of_sam_with_a_method_that_there_is_not_is_caught() -> None:
    assert findings(SAM.format(method="GTE")) == [
        "10:9 E9201 RouteKey 'GTE /orders': must be $default, or a method and a path such as GET /orders/{id}; methods "
        "are ANY, GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS"
    ]
    assert findings(SAM.format(method="get")) == findings(SAM.format(method="x-amazon-apigateway-any-method")) == []


BODY = """Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: orders, version: '1'}
        paths:
          /orders:
            summary: what is no operation
            x-owner: {name: orders}
            METHOD:
              x-amazon-apigateway-integration:
                type: HTTP_PROXY
                httpMethod: GET
                uri: https://orders.example.com
                payloadFormatVersion: '1.0'
"""


@pytest.mark.parametrize("method", ["trace", "x-amazon-apigateway-any-metod"])
def test_what_has_an_integration_in_a_document_is_an_operation_whatever_its_method(method: str) -> None:
    (finding,) = findings(BODY.replace("METHOD", method), "E9201")

    assert finding.startswith(f"12:13 E9201 RouteKey '{method.upper()} /orders': must be $default, or a method")
    assert findings(BODY.replace("METHOD", "get"), "E9201") == []
