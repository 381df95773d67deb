"""E9503: execution logs."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Level: {{Type: String}}
Resources:
  Api: {{Type: AWS::ApiGatewayV2::Api, Properties: {{ProtocolType: {protocol}}}}}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      StageName: live
      AutoDeploy: true
      {settings}
"""
WEBSOCKET = "only WebSocket APIs have execution logs: leave it out, and log requests with AccessLogSettings"


def found(settings: str, protocol: str = "HTTP") -> list[str]:
    return findings(TEMPLATE.format(settings=settings, protocol=protocol), "E9503")


def test_execution_logs_are_caught_wherever_they_stand() -> None:
    assert found("DefaultRouteSettings: {LoggingLevel: ERROR, DataTraceEnabled: 'true'}") == [
        f"11:30 E9503 LoggingLevel 'ERROR': {WEBSOCKET}",
        f"11:51 E9503 DataTraceEnabled 'true': {WEBSOCKET}",
    ]
    assert found("RouteSettings: {GET /: {LoggingLevel: INFO}}") == [f"11:31 E9503 LoggingLevel 'INFO': {WEBSOCKET}"]


@pytest.mark.parametrize(
    "settings",
    [
        "DefaultRouteSettings: {LoggingLevel: 'OFF', DataTraceEnabled: false}",
        "DefaultRouteSettings: {LoggingLevel: !Ref Level}",
        "DefaultRouteSettings: {LoggingLevel: !Ref AWS::NoValue}",
        "DefaultRouteSettings: [LoggingLevel]",
        "RouteSettings: {LoggingLevel: INFO}",  # which is no setting, but a key: E9504
    ],
)
def test_what_is_off_or_not_known_is_left_alone(settings: str) -> None:
    assert found(settings) == []


def test_websocket_apis_have_them() -> None:
    assert found("DefaultRouteSettings: {LoggingLevel: INFO}", protocol="WEBSOCKET") == []


def test_globals_of_sam_are_caught_where_they_stand() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  HttpApi:
    DefaultRouteSettings:
      LoggingLevel: INFO
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        All: {Type: HttpApi}
"""

    assert findings(text, "E9503") == [f"5:7 E9503 LoggingLevel 'INFO': {WEBSOCKET}"]


def test_an_api_from_elsewhere_may_be_one_of_websockets() -> None:
    text = TEMPLATE.format(settings="DefaultRouteSettings: {LoggingLevel: INFO}", protocol="HTTP")

    assert findings(text.replace("!Ref Api", "!ImportValue api"), "E9503") == []
