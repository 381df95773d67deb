"""I9516: access logs in a group that is named by CloudFormation, or that is made elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.access_logs import VENDED, group_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.stages import log_group
from generator.template_model.values import ABSENT, Value, parts, shown

_MARKER = ":log-group:"


class UnnamedLogGroups(HttpApiRule):
    id = "I9516"
    shortdesc = "The log group of access logs has a name below /aws/vendedlogs/"
    description = (
        "CloudFormation's own name begins with the stack's, and a group that there is already may have any: such a "
        "group takes room in a resource policy of CloudWatch Logs, which has at most 5,120 characters for all APIs of "
        "the account."
    )
    source_url = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html"
    tags = ["http-api", "stages"]
    fix = "Give the log group a LogGroupName such as !Sub /aws/vendedlogs/${AWS::StackName}/access."
    bad = """\
Resources:
  AccessLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
      AccessLogSettings:
        DestinationArn: !GetAtt AccessLogs.Arn
        Format: $context.requestId $context.status
"""
    good = bad.replace("Retention", "LogGroupName: !Sub /aws/vendedlogs/${AWS::StackName}\n      Retention")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                for destination in stage.values("AccessLogSettings", "DestinationArn"):
                    group = log_group(stage, destination)
                    yield from _unnamed(group, destination) if group else _elsewhere(destination)


def _unnamed(group: Resource, destination: Value) -> Iterator[Finding]:
    for name in group.values("LogGroupName"):
        if name.value is ABSENT and group.template.possible(name.given | destination.given):
            message = f"{group.logical_id} has no LogGroupName, but takes access logs: give it one below {VENDED}"
            yield Finding(name.path, message)


def _elsewhere(destination: Value) -> Iterator[Finding]:
    found = parts(destination.value) or ()
    names = [part.partition(_MARKER)[2] for part in found if isinstance(part, str) and _MARKER in part]
    if names and (problem := group_problem(names[0])):
        yield Finding(destination.path, f"DestinationArn '{shown(destination.value)}': {problem}")
