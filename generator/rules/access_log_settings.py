"""W9514: access logs without a place, or without a format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource

_BOTH = ("DestinationArn", "Format")


class AccessLogSettings(HttpApiRule):
    id = "W9514"
    shortdesc = "Access logs have a destination and a format"
    description = (
        "To be turned on, access logs take both: the ARN of a log group, and what is written for each request. "
        "CloudFormation lets either be left out."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html"
    tags = ["http-api", "stages"]
    fix = "Write DestinationArn and Format, or leave out AccessLogSettings."
    bad = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
      AccessLogSettings:
        Format: $context.requestId $context.status
"""
    good = (
        bad
        + """\
        DestinationArn: !Sub arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/vendedlogs/api
"""
    )

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                yield from _half_written(stage)


def _half_written(stage: Resource) -> Iterator[Finding]:
    for settings in stage.values("AccessLogSettings"):
        there = {name for name, _ in stage.template.entries(settings)}
        missing = [name for name in _BOTH if name not in there]
        if isinstance(settings.value, Mapping) and len(missing) == 1:
            given = next(name for name in _BOTH if name in there)
            yield Finding(settings.path, f"AccessLogSettings has {given}, but no {missing[0]}: write both")
