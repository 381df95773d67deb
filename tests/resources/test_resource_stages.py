"""Stages, their access logs, and the deployment of those that are not deployed automatically."""

from typing import Any

import pytest

from generator.http_api.access_logs import FORMATS
from generator.resources import deployments, stages
from generator.templates.cloudformation import assemble
from tests.support import Project, by_id

_ONE = "functions: {one: lambda_code/one}\n"
_ROUTES = """
    functions: {one: lambda_code/one}
    routes:
      GET /a: {function: one, detailed_metrics: true}
      GET /b: {function: one, detailed_metrics: false, throttling: {rate_limit: 5}}
      GET /c: {function: one, throttling: {burst_limit: 6}}
      GET /d: one
"""


def built(project: Project, text: str) -> dict[str, Any]:
    return by_id(stages.build(project.spec(text)))


def test_every_stage_has_an_access_log_of_its_own(project: Project) -> None:
    elements = built(project, _ONE + "stages: {beta: {}, $default: {}, load-test: {access_log: false}}")

    assert list(elements) == ["AccessLogGroup", "Stage", "BetaAccessLogGroup", "BetaStage", "LoadTestStage"]
    assert elements["AccessLogGroup"]["Properties"]["LogGroupName"] == {
        "Fn::Sub": "/aws/vendedlogs/${AWS::StackName}/access"
    }
    assert elements["BetaAccessLogGroup"]["Properties"]["LogGroupName"] == {
        "Fn::Sub": "/aws/vendedlogs/${AWS::StackName}/access-beta"
    }
    assert elements["BetaStage"]["Properties"]["AccessLogSettings"] == {
        "DestinationArn": {"Fn::GetAtt": ["BetaAccessLogGroup", "Arn"]},
        "Format": FORMATS["json"],
    }
    assert "AccessLogSettings" not in elements["LoadTestStage"]["Properties"]


def test_the_main_stage_keeps_its_ids_whatever_its_name(project: Project) -> None:
    elements = built(project, _ONE + "stage: {name: v1}\nstages: {v2: {}}")

    assert list(elements) == ["AccessLogGroup", "Stage", "V2AccessLogGroup", "V2Stage"]
    assert elements["AccessLogGroup"]["Properties"]["LogGroupName"] == {
        "Fn::Sub": "/aws/vendedlogs/${AWS::StackName}/access"
    }


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_by_name_is_written_out(project: Project, name: str) -> None:
    elements = built(project, _ONE + f"stage: {{access_log: {{format: {name}}}}}")

    assert elements["Stage"]["Properties"]["AccessLogSettings"]["Format"] == FORMATS[name]


def test_a_format_of_its_own_is_written_as_it_is(project: Project) -> None:
    elements = built(project, _ONE + "stage: {access_log: {format: '$context.requestId'}}")

    assert elements["Stage"]["Properties"]["AccessLogSettings"]["Format"] == "$context.requestId"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("!Ref Shared", {"Ref": "Shared"}),
        (
            "'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/a'",
            "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/a",
        ),
    ],
)
def test_a_log_group_that_there_is_is_not_made(project: Project, written: str, plain: object) -> None:
    elements = built(project, _ONE + f"stage: {{access_log: {{destination_arn: {written}}}}}")

    assert list(elements) == ["Stage"]
    assert elements["Stage"]["Properties"]["AccessLogSettings"]["DestinationArn"] == plain


def test_settings_of_routes_are_whole_for_each_stage(project: Project) -> None:
    elements = built(
        project,
        _ROUTES
        + """
    stages:
      $default: {throttling: {rate_limit: 10, burst_limit: 20}}
      beta: {throttling: {rate_limit: 1, burst_limit: 2}, detailed_metrics: true}
""",
    )

    assert elements["Stage"]["Properties"]["RouteSettings"] == {
        "GET /a": {"DetailedMetricsEnabled": True, "ThrottlingRateLimit": 10, "ThrottlingBurstLimit": 20},
        "GET /b": {"DetailedMetricsEnabled": False, "ThrottlingRateLimit": 5, "ThrottlingBurstLimit": 20},
        "GET /c": {"ThrottlingRateLimit": 10, "ThrottlingBurstLimit": 6},
    }
    assert elements["BetaStage"]["Properties"]["RouteSettings"] == {
        "GET /a": {"DetailedMetricsEnabled": True, "ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 2},
        "GET /b": {"DetailedMetricsEnabled": False, "ThrottlingRateLimit": 5, "ThrottlingBurstLimit": 2},
        "GET /c": {"DetailedMetricsEnabled": True, "ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 6},
    }
    for stage in ("Stage", "BetaStage"):
        assert elements[stage]["DependsOn"] == ["GetARoute", "GetBRoute", "GetCRoute"]


def test_routes_that_are_added_for_browsers_have_the_limits_of_what_they_stand_for(project: Project) -> None:
    elements = built(
        project,
        """
        functions: {one: lambda_code/one}
        routes: {ANY /a: {function: one, authorizer: iam, throttling: {rate_limit: 1, burst_limit: 2}}}
        cors: {allow_origins: ["*"]}
        """,
    )

    limits = {"ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 2}
    assert elements["Stage"]["Properties"]["RouteSettings"] == {"ANY /a": limits, "OPTIONS /a": limits}
    assert elements["Stage"]["DependsOn"] == ["AnyARoute", "OptionsARoute"]


def test_a_stage_that_is_not_deployed_automatically_names_its_deployment(project: Project) -> None:
    spec = project.spec(_ROUTES + "    stages: {$default: {auto_deploy: false}, dev: {}, v1: {auto_deploy: false}}\n")

    settings = {
        title: {name: each["Properties"].get(name) for name in ("AutoDeploy", "DeploymentId")}
        for title, each in by_id(stages.build(spec)).items()
        if title.endswith("Stage")
    }

    assert settings == {
        "Stage": {"AutoDeploy": False, "DeploymentId": {"Ref": "Deployment"}},
        "DevStage": {"AutoDeploy": True, "DeploymentId": None},
        "V1Stage": {"AutoDeploy": False, "DeploymentId": {"Ref": "Deployment"}},
    }


def test_a_deployment_waits_for_all_routes(project: Project) -> None:
    spec = project.spec("    version: '7'\n" + _ROUTES.lstrip("\n") + "    stage: {auto_deploy: false}\n")

    assert by_id(deployments.build(spec)) == {
        "Deployment": {
            "Type": "AWS::ApiGatewayV2::Deployment",
            "DependsOn": ["GetARoute", "GetBRoute", "GetCRoute", "GetDRoute"],
            "Properties": {"ApiId": {"Ref": "HttpApi"}, "Description": "7"},
        }
    }


def test_automatic_deployments_need_no_resource(project: Project) -> None:
    assert "Deployment" not in assemble(project.spec(_ONE)).resources
