"""E9518: access logs that are sent to what is no log group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.resource_types import LOG_GROUP
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.arns import arn_problem
from generator.template_model.samples import sample
from generator.template_model.template import Template
from generator.template_model.values import Value, shown

_STREAM: Final = "AWS::KinesisFirehose::DeliveryStream"  # REST APIs take one; that HTTP APIs do not is not documented


class AccessLogDestinations(HttpApiRule):
    id = "E9518"
    shortdesc = "The destination of access logs is an ARN"
    description = (
        "DestinationArn is the ARN of a log group. !Ref of a log group is its name, which API Gateway refuses."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-properties-apigatewayv2-stage-accesslogsettings.html"
    )
    tags = ["http-api", "stages"]
    fix = "Write DestinationArn: !GetAtt AccessLogs.Arn."
    bad = """\
Resources:
  AccessLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/vendedlogs/${AWS::StackName}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
      AccessLogSettings:
        DestinationArn: !Ref AccessLogs
        Format: $context.requestId $context.status
"""
    good = bad.replace("!Ref AccessLogs", "!GetAtt AccessLogs.Arn")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                for destination in stage.values("AccessLogSettings", "DestinationArn"):
                    if problem := _problem(model.template, destination):
                        yield Finding(destination.path, f"DestinationArn '{shown(destination.value)}': {problem}")


def _problem(template: Template, destination: Value) -> str | None:
    if problem := arn_problem(template, destination.value, "a log group", LOG_GROUP, _STREAM):
        return problem
    text = sample(template, destination.value)
    is_other = text is not None and not text.startswith("arn:")
    return "must be the ARN of a log group: write !GetAtt AccessLogs.Arn" if is_other else None
