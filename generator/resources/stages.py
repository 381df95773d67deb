"""Stages, each with its throttling and metrics per route, its variables, and its access log.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
"""

from collections.abc import Iterator
from typing import Any

from troposphere import GetAtt, Ref, Sub
from troposphere.apigatewayv2 import AccessLogSettings, RouteSettings, Stage
from troposphere.logs import LogGroup

from generator import names
from generator.http_api import access_logs
from generator.resources.element import Element, given, log_group
from generator.spec.api import ApiSpec
from generator.spec.base import Value
from generator.spec.routes import RouteSpec, Throttling
from generator.spec.stage import AccessLog
from generator.spec.stage import Stage as StageSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield, per stage and the main one first, its access log's LogGroup, then the Stage.

    It waits for the routes that its settings name.
    """
    for logical_id, stage in spec.all_stages.items():
        if stage.access_log_group:
            yield _access_log_group(logical_id, stage.name, stage.access_log_group, spec)
        yield _stage(logical_id, stage, spec)


def _stage(logical_id: str, stage: StageSpec, spec: ApiSpec) -> Stage:
    own = {key: route.spec for key, route in spec.all_routes.items() if _has_settings(route.spec)}
    return Stage(
        logical_id,
        # Or the stage is refused: 404 `Unable to find Route by key` (aws/serverless-application-model#2479).
        **given(DependsOn=[names.route(key) for key in own] or None),
        ApiId=Ref(names.API),
        StageName=stage.name,
        **given(Description=stage.description),
        AutoDeploy=stage.auto_deploy,
        # Both would be refused: `Deployment ID cannot be set on this stage because AutoDeploy is enabled.`
        # (go-to-k/cdk-real-drift#667)
        **given(DeploymentId=None if stage.auto_deploy else Ref(names.DEPLOYMENT)),
        DefaultRouteSettings=RouteSettings(**_settings(stage.throttling, stage.detailed_metrics)),
        **given(
            RouteSettings={str(key): _settings_of(route, stage) for key, route in own.items()},
            AccessLogSettings=_access_log_settings(logical_id, stage.access_log, spec) if stage.access_log else None,
            StageVariables=dict(stage.variables),
            Tags=dict(spec.tags),
        ),
    )


def _has_settings(route: RouteSpec) -> bool:
    return route.throttling is not None or route.detailed_metrics is not None


def _settings_of(route: RouteSpec, stage: StageSpec) -> dict[str, Any]:
    """Return whole settings: an entry for a route replaces the stage's, it is not merged with them."""
    detailed_metrics = stage.detailed_metrics if route.detailed_metrics is None else route.detailed_metrics
    return _settings(route.throttling_on(stage.throttling), detailed_metrics)


def _settings(throttling: Throttling, detailed_metrics: Value[bool] | None) -> dict[str, Any]:
    return {
        **given(DetailedMetricsEnabled=detailed_metrics),
        "ThrottlingRateLimit": throttling.rate_limit,
        "ThrottlingBurstLimit": throttling.burst_limit,
    }


def _access_log_group(stage_id: str, stage_name: str, access_log: AccessLog, spec: ApiSpec) -> LogGroup:
    # A group outside /aws/vendedlogs/ adds to a resource policy of the account, which fills up at 5,120 bytes.
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
    suffix = "" if stage_id == names.STAGE else f"-{stage_name}"
    name = Sub(f"/aws/vendedlogs/${{AWS::StackName}}/access{suffix}")
    return log_group(names.access_log_group(stage_id), access_log, spec.tags, LogGroupName=name)


def _access_log_settings(stage_id: str, access_log: AccessLog, spec: ApiSpec) -> AccessLogSettings:
    group = access_log.destination_arn or GetAtt(names.access_log_group(stage_id), "Arn")
    text = access_logs.written_out(access_log.format, authorizers=bool(spec.authorizers))
    return AccessLogSettings(DestinationArn=group, Format=text)
