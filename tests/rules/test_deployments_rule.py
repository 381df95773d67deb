"""E9502: what is deployed, and when."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Conditions:
  IsLive: !Equals [!Ref AWS::Region, eu-central-1]
  IsTest: !Not [!Condition IsLive]
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
  A: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /a}}
  B: {Type: AWS::ApiGatewayV2::Route, Condition: IsTest, Properties: {ApiId: !Ref Api, RouteKey: GET /b}}
"""


def found(*more: str) -> list[str]:
    return findings(TEMPLATE + "".join(f"  {line}\n" for line in more), "E9502")


def stage(properties: str, api: str = "!Ref Api") -> str:
    return f"Stage: {{Type: AWS::ApiGatewayV2::Stage, Properties: {{ApiId: {api}, StageName: live, {properties}}}}}"


def deployment(more: str = "", properties: str = "") -> str:
    return f"D: {{Type: AWS::ApiGatewayV2::Deployment, {more} Properties: {{ApiId: !Ref Api{properties}}}}}"


NOTHING = "E9502 Nothing is deployed to the stage Stage: set AutoDeploy to true, or name a deployment in DeploymentId"


def test_a_stage_without_a_deployment_is_caught() -> None:
    assert found(stage("Description: a")) == [f"8:43 {NOTHING}"]
    assert found(stage("AutoDeploy: false")) == [f"8:90 {NOTHING}"]
    assert found(stage("AutoDeploy: !If [IsLive, true, false]")) == [f"8:90 {NOTHING}"]


@pytest.mark.parametrize(
    "lines",
    [
        [stage("AutoDeploy: true")],
        [stage("AutoDeploy: !Ref Automatic")],
        [stage("DeploymentId: abc123")],
        [stage("AutoDeploy: !If [IsLive, true, false], DeploymentId: !If [IsLive, !Ref AWS::NoValue, abc123]")],
        [stage("Description: a", api="!ImportValue Api")],
        [stage("Description: a"), deployment("DependsOn: [A, B, Stage],", ", StageName: live")],
    ],
)
def test_a_stage_that_something_is_deployed_to_is_left_alone(lines: list[str]) -> None:
    assert found(*lines) == []


def test_a_deployment_that_may_be_made_before_a_route_is_caught() -> None:
    used = stage("DeploymentId: !Ref D")

    assert found(used, deployment()) == [
        "9:3 E9502 D may be made before A and B, which it then lacks: add all routes to its DependsOn"
    ]
    assert found(used, deployment("DependsOn: B,")) == [
        "9:3 E9502 D may be made before A, which it then lacks: add all routes to its DependsOn"
    ]
    assert found(*(f"R{n}: {{Type: AWS::ApiGatewayV2::Route, Properties: {{ApiId: !Ref Api, RouteKey: GET /{n}}}}}"
                   for n in range(9)), used, deployment("DependsOn: A,")) == [
        "18:3 E9502 D may be made before B, R0, R1 and 7 more, which it then lacks: add all routes to its DependsOn"
    ]  # fmt: skip


def test_a_deployment_that_waits_or_is_not_used_is_left_alone() -> None:
    used = stage("DeploymentId: !Ref D")

    assert found(used, deployment("DependsOn: [A, B],")) == []
    assert found(used, deployment("DependsOn: A, Condition: IsLive,")) == []
    assert found(used, deployment("", ", Description: !Sub '${A} ${B}'")) == []
    assert found(stage("AutoDeploy: true"), deployment()) == []
    assert found(stage("DeploymentId: abc123"), deployment()) == []


def test_routes_of_a_body_are_there_with_the_api() -> None:
    text = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Body: {openapi: 3.0.1, paths: {/a: {get: {}}}}}
  Deployment: {Type: AWS::ApiGatewayV2::Deployment, Properties: {ApiId: !Ref Api}}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Api, StageName: live, DeploymentId: !GetAtt Deployment.DeploymentId}
"""

    assert findings(text, "E9502") == []
