"""E9107: how an API chooses its routes."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Protocol: {Type: String}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      RouteSelectionExpression: CHOICE
"""
RIGHT = "'${request.method} ${request.path}'"


def found(choice: str, protocol: str = "HTTP") -> list[str]:
    return findings(TEMPLATE.replace("CHOICE", choice).replace(": HTTP", f": {protocol}"), "E9107")


def test_the_choice_of_a_websocket_api_is_caught() -> None:
    assert found("$request.body.action") == [
        "9:7 E9107 RouteSelectionExpression '$request.body.action': an HTTP API chooses by method and path: leave it "
        "out"
    ]


@pytest.mark.parametrize("choice", [RIGHT, "!Ref AWS::NoValue", "!ImportValue choice"])
def test_the_choice_of_http_apis_or_none_is_left_alone(choice: str) -> None:
    assert found(choice) == []


@pytest.mark.parametrize("protocol", ["WEBSOCKET", "!Ref Protocol"])
def test_an_api_that_may_be_for_websockets_is_left_alone(protocol: str) -> None:
    assert found("$request.body.action", protocol) == []
