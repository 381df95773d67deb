"""E9207: what is caught that only WebSocket APIs have."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: {protocol}, RouteSelectionExpression: $request.body.action}}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: {key}
      {line}
  Model:
    Type: AWS::ApiGatewayV2::Model
    Properties: {{ApiId: {model}, Name: order, Schema: {{}}}}
"""


def found(line: str, protocol: str = "HTTP", key: str = "GET /", model: str = "!ImportValue Other") -> list[str]:
    return findings(TEMPLATE.format(line=line, protocol=protocol, key=key, model=model), "E9207")


def test_an_api_key_is_caught() -> None:
    assert found("ApiKeyRequired: true") == [
        "10:7 E9207 ApiKeyRequired 'true': HTTP APIs have no API keys and no usage plans: use an authorizer"
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("RequestModels: {application/json: order}", "RequestModels"),
        ("RequestParameters: {route.request.querystring.id: {Required: true}}", "RequestParameters"),
        ("RouteResponseSelectionExpression: $default", "RouteResponseSelectionExpression"),
        ("ModelSelectionExpression: $request.body.kind", "ModelSelectionExpression"),
    ],
)
def test_properties_of_websocket_routes_are_caught(line: str, name: str) -> None:
    assert found(line) == [f"10:7 E9207 {name}: only routes of WebSocket APIs have it: remove it"]


def test_a_model_is_caught() -> None:
    assert found("OperationName: getRoot", model="!Ref Api") == [
        "11:3 E9207 Model of the HTTP API Api: only WebSocket APIs have it: remove it"
    ]


@pytest.mark.parametrize("line", ["ApiKeyRequired: false", "ApiKeyRequired: !Ref AWS::NoValue", "RequestModels: {}"])
def test_what_says_nothing_is_left_alone(line: str) -> None:
    assert found(line) == []


def test_websocket_apis_have_them() -> None:
    assert found("ApiKeyRequired: true", "WEBSOCKET", "$connect", "!Ref Api") == []


def test_of_an_api_from_elsewhere_it_is_not_known_what_it_is() -> None:
    assert found("OperationName: getRoot") == []
