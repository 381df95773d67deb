"""I9516: log groups that CloudFormation names, or that are made elsewhere."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Logs: {{Type: AWS::Logs::LogGroup, Properties: {group}}}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      StageName: live
      AutoDeploy: true
      AccessLogSettings:
        Format: $context.requestId
        DestinationArn: {destination}
"""
MESSAGE = "I9516 Logs has no LogGroupName, but takes access logs: give it one below /aws/vendedlogs/"


@pytest.mark.parametrize(
    ("group", "destination", "place"),
    [
        ("{RetentionInDays: 7}", "!GetAtt Logs.Arn", "2:37"),
        (
            "{LogGroupName: !Ref AWS::NoValue}",
            "!Sub 'arn:aws:logs:eu-central-1:123456789012:log-group:${Logs}'",
            "2:50",
        ),
    ],
)
def test_a_group_without_a_name_is_told(group: str, destination: str, place: str) -> None:
    assert findings(TEMPLATE.format(group=group, destination=destination), "I9516") == [f"{place} {MESSAGE}"]


def test_a_group_from_elsewhere_is_told_at_the_destination() -> None:
    arn = "arn:aws:logs:eu-central-1:123456789012:log-group:apis"

    assert findings(TEMPLATE.format(group="{}", destination=arn), "I9516") == [
        f"11:9 I9516 DestinationArn '{arn}': is not below /aws/vendedlogs/, and takes room in a policy that all APIs "
        "share: begin its name with /aws/vendedlogs/"
    ]


@pytest.mark.parametrize(
    ("group", "destination"),
    [
        ("{LogGroupName: logs}", "!GetAtt Logs.Arn"),  # W9508
        ("{LogGroupName: !Ref Name}", "!GetAtt Logs.Arn"),
        ("{}", "!GetAtt Other.Arn"),
        ("!Ref Properties", "!GetAtt Logs.Arn"),
    ],
)
def test_a_group_with_a_name_and_one_for_other_logs_are_left_alone(group: str, destination: str) -> None:
    assert findings(TEMPLATE.format(group=group, destination=destination), "I9516") == []
