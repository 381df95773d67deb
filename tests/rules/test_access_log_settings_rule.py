"""W9514: half of the settings of an access log."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {{ApiId: !Ref Api, StageName: live, AutoDeploy: true, AccessLogSettings: {settings}}}
"""


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("{Format: $context.requestId}", "has Format, but no DestinationArn: write both"),
        ("{DestinationArn: !Ref Logs, Format: !Ref AWS::NoValue}", "has DestinationArn, but no Format: write both"),
    ],
)
def test_one_without_the_other_is_caught(settings: str, message: str) -> None:
    assert findings(TEMPLATE.format(settings=settings), "W9514") == [f"4:70 W9514 AccessLogSettings {message}"]


@pytest.mark.parametrize(
    "settings",
    ["{DestinationArn: !Ref Logs, Format: !Ref Format}", "!Ref AWS::NoValue", "!Ref Settings", "{}", "[Format]"],
)
def test_both_or_neither_are_left_alone(settings: str) -> None:
    assert findings(TEMPLATE.format(settings=settings), "W9514") == []
