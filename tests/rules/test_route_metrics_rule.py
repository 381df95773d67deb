"""I9517: detailed metrics of the stage that a route loses."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Detailed: {{Type: String}}
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


def found(default: str, own: str) -> list[str]:
    return findings(TEMPLATE.format(default=default, own=own), "I9517")


def test_settings_of_a_route_without_the_stages_metrics_are_told() -> None:
    assert found("{DetailedMetricsEnabled: true}", "{ThrottlingRateLimit: 1}") == [
        "11:23 I9517 RouteSettings 'GET /' takes the place of DefaultRouteSettings, which has DetailedMetricsEnabled: "
        "repeat it"
    ]


@pytest.mark.parametrize(
    ("default", "own"),
    [
        ("{DetailedMetricsEnabled: true}", "{DetailedMetricsEnabled: false}"),
        ("{DetailedMetricsEnabled: true}", "{DetailedMetricsEnabled: !Ref Detailed}"),
        ("{DetailedMetricsEnabled: false}", "{}"),
        ("{DetailedMetricsEnabled: !Ref Detailed}", "{}"),
        ("{}", "{}"),
    ],
)
def test_settings_that_say_so_and_stages_without_metrics_are_left_alone(default: str, own: str) -> None:
    assert found(default, own) == []
