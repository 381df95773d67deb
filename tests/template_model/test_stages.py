"""The settings of a stage."""

from __future__ import annotations

from generator.template_model.stages import Settings, route_settings, settings
from generator.template_model.values import Fact, Reference
from tests.template_model.support import model

PROPERTIES = ("Resources", "Stage", "Properties")


def found(properties: str) -> list[Settings]:
    text = f"""\
Conditions: {{IsLive: !Equals [!Ref AWS::Region, eu-central-1]}}
Resources:
  Stage: {{Type: AWS::ApiGatewayV2::Stage, Properties: {{{properties}}}}}
"""
    return list(settings(model(text).template.resources["Stage"]))


def test_those_for_all_routes_come_before_those_of_one() -> None:
    default, own = found("RouteSettings: {GET /: {ThrottlingRateLimit: 2}}, DefaultRouteSettings: {LoggingLevel: INFO}")

    assert (default.key, default.value.path, default.name) == (
        None,
        (*PROPERTIES, "DefaultRouteSettings"),
        "DefaultRouteSettings",
    )
    assert (own.key, own.value.path, own.name) == (
        "GET /",
        (*PROPERTIES, "RouteSettings", "GET /"),
        "RouteSettings 'GET /'",
    )
    assert [value.number for value in own.values("ThrottlingRateLimit")] == [2]
    assert list(own.values("ThrottlingBurstLimit")) == []


def test_each_branch_is_given_with_its_condition() -> None:
    live, other = found("DefaultRouteSettings: !If [IsLive, {ThrottlingRateLimit: !Ref Rate}, {}]")

    assert live.value.given == {Fact("condition", "IsLive", True)}
    assert [value.value for value in live.values("ThrottlingRateLimit")] == [Reference("Rate")]
    assert other.value.given == {Fact("condition", "IsLive", False)}


def test_what_is_no_mapping_is_passed_over() -> None:
    assert found("DefaultRouteSettings: [1], RouteSettings: {GET /: 3, POST /: !Ref Settings}") == []
    assert (
        list(route_settings(model("Resources: {Stage: {Type: AWS::ApiGatewayV2::Stage}}").template.resources["Stage"]))
        == []
    )
