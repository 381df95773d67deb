"""E9603: how long API Gateway waits."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Millis: {{Type: Number, Default: {default}}}
  Free: {{Type: Number}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: {protocol}}}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      TimeoutInMillis: {millis}
"""


def timeout(millis: str, default: int = 30_000, protocol: str = "HTTP") -> list[str]:
    return findings(TEMPLATE.format(millis=millis, default=default, protocol=protocol), "E9603")


@pytest.mark.parametrize("millis", ["49", "0", "30001", "'60000'"])
def test_a_time_that_api_gateway_does_not_wait_is_caught(millis: str) -> None:
    shown = millis.strip("'")
    assert timeout(millis) == [f"12:7 E9603 TimeoutInMillis '{shown}': HTTP APIs wait from 50 to 30,000 milliseconds"]


def test_the_default_of_a_parameter_is_caught() -> None:
    assert timeout("!Ref Millis", default=30) == [
        "12:7 E9603 TimeoutInMillis '30': HTTP APIs wait from 50 to 30,000 milliseconds"
    ]


@pytest.mark.parametrize("millis", ["50", "30000", "!Ref Millis", "!Ref Free", "a while", "[60000]", "true"])
def test_a_time_that_is_valid_or_not_known_is_left_alone(millis: str) -> None:
    assert timeout(millis) == []


def test_websocket_apis_have_another_quota() -> None:
    assert timeout("40000", protocol="WEBSOCKET") == []


def test_an_event_of_sam_is_caught_where_it_stands() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        Get: {Type: HttpApi, Properties: {Path: /orders, Method: get, TimeoutInMillis: 60000}}
"""

    assert findings(text, "E9603") == [
        "10:9 E9603 TimeoutInMillis '60000': HTTP APIs wait from 50 to 30,000 milliseconds"
    ]
