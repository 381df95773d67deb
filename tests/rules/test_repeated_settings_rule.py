"""W9513: limits without their other half, and settings of a route that do not repeat the stage's."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Conditions:
  IsLive: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      StageName: live
      AutoDeploy: true
      DefaultRouteSettings: {default}
      RouteSettings: {{GET /: {own}}}
"""
BOTH = "{ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}"


def found(default: str, own: str = BOTH) -> list[str]:
    return findings(TEMPLATE.format(default=default, own=own), "W9513")


def test_a_limit_without_the_other_is_caught() -> None:
    assert found("{ThrottlingRateLimit: 1}") == [
        "10:7 W9513 DefaultRouteSettings has ThrottlingRateLimit, but no ThrottlingBurstLimit: write both, or the "
        "other may be 0"
    ]
    assert found("{}", "{ThrottlingBurstLimit: !Ref Burst}") == [
        "11:23 W9513 RouteSettings 'GET /' has ThrottlingBurstLimit, but no ThrottlingRateLimit: write both, or the "
        "other may be 0"
    ]


def test_settings_of_a_route_that_lose_the_stages_are_caught() -> None:
    assert found(BOTH, "{DetailedMetricsEnabled: true}") == [
        "11:23 W9513 RouteSettings 'GET /' takes the place of DefaultRouteSettings, which has ThrottlingRateLimit and "
        "ThrottlingBurstLimit: repeat them"
    ]


@pytest.mark.parametrize(
    ("default", "own"),
    [
        (BOTH, BOTH),
        ("{DetailedMetricsEnabled: true}", BOTH),
        ("!Ref AWS::NoValue", "{DetailedMetricsEnabled: true}"),
        (BOTH, "{ThrottlingRateLimit: !Ref Rate, ThrottlingBurstLimit: !If [IsLive, 1, !Ref AWS::NoValue]}"),
        (f"!If [IsLive, {BOTH}, !Ref AWS::NoValue]", "!If [IsLive, !Ref AWS::NoValue, {LoggingLevel: 'OFF'}]"),
        ("[ThrottlingRateLimit]", "3"),
    ],
)
def test_settings_that_are_whole_or_not_known_are_left_alone(default: str, own: str) -> None:
    assert found(default, own) == []
