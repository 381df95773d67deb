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
