"""E9501: AutoDeploy beside a DeploymentId."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Automatic: {{Type: String, Default: 'true'}}
  Unknown: {{Type: String}}
Conditions:
  IsLive: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {{ApiId: !Ref Api, StageName: live, AutoDeploy: {automatic}, DeploymentId: {deployment}}}
"""


@pytest.mark.parametrize(
    ("automatic", "deployment", "place", "said"),
    [
        ("true", "abc123", "70", "abc123"),
        ("'true'", "!Ref Deployment", "72", "!Ref Deployment"),
        ("!Ref Automatic", "abc123", "80", "abc123"),
        ("!If [IsLive, true, false]", "!If [IsLive, abc123, !Ref AWS::NoValue]", "118", "abc123"),
    ],
)
def test_a_deployment_beside_auto_deploy_is_caught(automatic: str, deployment: str, place: str, said: str) -> None:
    assert findings(TEMPLATE.format(automatic=automatic, deployment=deployment), "E9501") == [
        f"9:{place} E9501 DeploymentId '{said}': API Gateway refuses it beside AutoDeploy: leave one out"
    ]


@pytest.mark.parametrize(
    ("automatic", "deployment"),
    [
        ("false", "abc123"),
        ("!Ref AWS::NoValue", "abc123"),
        ("!Ref Unknown", "abc123"),
        ("true", "!Ref AWS::NoValue"),
        ("!If [IsLive, true, false]", "!If [IsLive, !Ref AWS::NoValue, abc123]"),
    ],
)
def test_one_of_the_two_is_left_alone(automatic: str, deployment: str) -> None:
    assert findings(TEMPLATE.format(automatic=automatic, deployment=deployment), "E9501") == []
