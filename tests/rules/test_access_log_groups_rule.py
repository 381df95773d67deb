"""W9508: where access logs go."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Name: {{Type: String}}
Conditions:
  IsLive: !Equals [!Ref AWS::Region, eu-central-1]
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
ARN = "arn:aws:logs:eu-central-1:123456789012:log-group:"
OUTSIDE = (
    "not below /aws/vendedlogs/, and takes room in a policy that all APIs share: begin its name with /aws/vendedlogs/"
)


def found(group: str, destination: str = "!GetAtt Logs.Arn") -> list[str]:
    return findings(TEMPLATE.format(group=group, destination=destination), "W9508")


def test_a_group_of_the_template_is_caught_at_its_name() -> None:
    assert found("{LogGroupName: /aws/apis/a}") == [f"6:50 W9508 LogGroupName '/aws/apis/a': is {OUTSIDE}"]
    assert found("{LogGroupName: !Sub 'logs-${Name}'}") == [f"6:50 W9508 LogGroupName 'logs-${{Name}}': is {OUTSIDE}"]
    assert found("{LogGroupName: logs}", f"!Sub '{ARN}${{Logs}}'") == [f"6:50 W9508 LogGroupName 'logs': is {OUTSIDE}"]


@pytest.mark.parametrize(
    ("group", "destination"),
    [
        ("{LogGroupName: !Sub '/aws/vendedlogs/${Name}'}", "!GetAtt Logs.Arn"),
        ("{LogGroupName: !Ref Name}", "!GetAtt Logs.Arn"),
        ("{RetentionInDays: 7}", "!GetAtt Logs.Arn"),  # I9516
        ("{LogGroupName: !Sub '/aws/${Name}'}", "!GetAtt Logs.Arn"),
        ("!Ref Name", "!GetAtt Logs.Arn"),
        ("{}", "!Ref Name"),
        ("{}", f"{ARN}/aws/vendedlogs/a:*"),
        ("{}", f"{ARN}apis"),  # I9516
        ("{}", f"!Sub '{ARN}${{Name}}'"),
        ("{}", "!ImportValue Logs"),
        ("{}", "[a]"),
        (
            "{LogGroupName: !If [IsLive, /aws/vendedlogs/a, logs]}",
            "!If [IsLive, !GetAtt Logs.Arn, !Ref AWS::NoValue]",
        ),
    ],
)
def test_a_group_with_the_prefix_or_a_name_that_is_not_known_is_left_alone(group: str, destination: str) -> None:
    assert found(group, destination) == []
