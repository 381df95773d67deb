"""E9505: whether a stage waits for the routes in its RouteSettings."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Conditions:
  IsLive: !Equals [!Ref AWS::Region, eu-central-1]
  IsTest: !Not [!Condition IsLive]
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
  A: {Type: AWS::ApiGatewayV2::Route, Condition: IsTest, Properties: {ApiId: !Ref Api, RouteKey: GET /a}}
  B: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /b}}
  Deployment: {Type: AWS::ApiGatewayV2::Deployment, DependsOn: [A, B], Properties: {ApiId: !Ref Api}}
"""
LIMITS = "{ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}"


def found(settings: str, waits: str = "DependsOn: B", deployed: str = "AutoDeploy: true") -> list[str]:
    properties = f"{{ApiId: !Ref Api, StageName: live, {deployed}, RouteSettings: {settings}}}"
    stage = f"  Stage: {{Type: AWS::ApiGatewayV2::Stage, {waits}, Properties: {properties}}}\n"
    return findings(TEMPLATE + stage, "E9505")


def test_a_route_that_may_be_made_later_is_caught_at_its_settings() -> None:
    assert found(f"{{GET /a: {LIMITS}, GET /b: {LIMITS}}}") == [
        "9:138 E9505 RouteSettings 'GET /a': Stage may be made before A, which has this key: add DependsOn: A"
    ]


@pytest.mark.parametrize(
    ("settings", "waits", "deployed"),
    [
        (f"{{GET /a: {LIMITS}, GET /b: {LIMITS}}}", "DependsOn: [A, B]", "AutoDeploy: true"),
        (f"{{GET /a: {LIMITS}, GET /b: {LIMITS}}}", "DependsOn: []", "DeploymentId: !Ref Deployment"),
        (f"{{GET /a: {LIMITS}, GET /b: {LIMITS}}}", "DependsOn: B", "Description: !Sub 'after ${A}'"),
        (
            f"{{GET /a: !If [IsLive, {LIMITS}, !Ref AWS::NoValue], GET /b: {LIMITS}}}",
            "DependsOn: B",
            "AutoDeploy: true",
        ),
        (f"{{GET /c: {LIMITS}}}", "DependsOn: []", "AutoDeploy: true"),  # which is no route: E9504
        ("{GET /a: 3}", "DependsOn: []", "AutoDeploy: true"),
    ],
)
def test_a_stage_that_waits_is_left_alone(settings: str, waits: str, deployed: str) -> None:
    assert found(settings, waits, deployed) == []


def test_routes_that_sam_makes_of_events_are_there_with_the_api_and_others_are_not() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      RouteSettings:
        GET /orders: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}
        GET /items: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        List: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: get}}
  Items: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /items}}
"""

    assert findings(text, "E9505") == [
        "8:9 E9505 RouteSettings 'GET /items': ApiApiGatewayDefaultStage may be made before Items, which has this key: "
        "add DependsOn: Items"
    ]
