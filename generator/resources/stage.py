"""The stage, with its throttling per route, and its access log.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
"""

from collections.abc import Iterator
from typing import Any

from troposphere import GetAtt, Ref, Sub
from troposphere.apigatewayv2 import AccessLogSettings, RouteSettings, Stage
from troposphere.logs import LogGroup

from generator import names
from generator.http_api import access_logs
from generator.resources.element import Element, given, tag_list
from generator.spec import log_groups
from generator.spec.api import ApiSpec
from generator.spec.base import Value
from generator.spec.routes import Throttling
from generator.spec.stage import Stage as StageSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the access log's LogGroup, then the Stage, which waits for the routes that its settings name."""
    for logical_id, stage in spec.all_stages.items():
        if stage.access_log:
            yield _access_log_group(spec, stage.access_log)
        yield _stage(logical_id, stage, spec)


def _stage(logical_id: str, stage: StageSpec, spec: ApiSpec) -> Stage:
    throttled = {key: route.throttling for key, route in spec.routes.items() if route.throttling}
    return Stage(
        logical_id,
        # Or the stage is refused: 404 `Unable to find Route by key` (aws/serverless-application-model#2479).
        **given(DependsOn=[names.route(key) for key in throttled] or None),
        ApiId=Ref(names.API),
        StageName=stage.name,
        **given(Description=stage.description),
        AutoDeploy=True,
        DefaultRouteSettings=RouteSettings(**_settings(stage.throttling, stage.detailed_metrics)),
        **given(
            RouteSettings={
                str(key): _settings(throttling.over(stage.throttling), stage.detailed_metrics)
                for key, throttling in throttled.items()
            },
            AccessLogSettings=AccessLogSettings(
                DestinationArn=GetAtt(names.ACCESS_LOG_GROUP, "Arn"), Format=access_logs.JSON_FORMAT
            )
            if stage.access_log
            else None,
            StageVariables=dict(stage.variables),
            Tags=dict(spec.tags),
        ),
    )


def _access_log_group(spec: ApiSpec, access_log: log_groups.LogGroup) -> LogGroup:
    return LogGroup(
        names.ACCESS_LOG_GROUP,
        DeletionPolicy=access_log.deletion_policy,
        UpdateReplacePolicy=access_log.deletion_policy,
        # A group outside /aws/vendedlogs/ adds to a resource policy of the account, which fills up at 5,120 bytes.
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
        LogGroupName=Sub("/aws/vendedlogs/${AWS::StackName}/access"),
        RetentionInDays=access_log.retention_in_days,
        **given(Tags=tag_list(spec.tags)),
    )


def _settings(throttling: Throttling, detailed_metrics: Value[bool] | None) -> dict[str, Any]:
    """Return whole settings: an entry for a route replaces the stage's, it is not merged with them."""
    return {
        **given(DetailedMetricsEnabled=detailed_metrics),
        "ThrottlingRateLimit": throttling.rate_limit,
        "ThrottlingBurstLimit": throttling.burst_limit,
    }
