"""E9506: limits that let nobody through."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Rate: {{Type: Number, AllowedValues: [0, 10]}}
  Unknown: {{Type: Number}}
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      StageName: live
      AutoDeploy: true
      {settings}
"""


def found(settings: str) -> list[str]:
    return findings(TEMPLATE.format(settings=settings), "E9506")


def test_limits_of_0_are_caught_wherever_they_stand() -> None:
    assert found("DefaultRouteSettings: {ThrottlingRateLimit: !Ref Rate, ThrottlingBurstLimit: '0'}") == [
        "11:30 E9506 ThrottlingRateLimit '0': must be above 0: no request would get through",
        "11:62 E9506 ThrottlingBurstLimit '0': must be above 0: no request would get through",
    ]
    assert found("RouteSettings: {GET /: {ThrottlingRateLimit: -1}}") == [
        "11:31 E9506 ThrottlingRateLimit '-1': must be above 0: no request would get through"
    ]


@pytest.mark.parametrize("limit", ["0.5", "1", "!Ref Unknown", "!Ref AWS::NoValue", "many", "[0]"])
def test_limits_above_0_or_not_known_are_left_alone(limit: str) -> None:
    assert found(f"DefaultRouteSettings: {{ThrottlingRateLimit: {limit}}}") == []


def test_an_event_of_sam_is_caught_where_it_says_so() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        List:
          Type: HttpApi
          Properties:
            Path: /orders
            Method: get
            RouteSettings: {ThrottlingBurstLimit: 0}
"""

    assert findings(text, "E9506") == [
        "15:29 E9506 ThrottlingBurstLimit '0': must be above 0: no request would get through"
    ]
