"""I9516: access logs whose group is named by CloudFormation."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.access_logs import VENDED
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.stages import log_group
from generator.template_model.values import ABSENT


class UnnamedLogGroups(HttpApiRule):
    id = "I9516"
    shortdesc = "The log group of access logs has a name below /aws/vendedlogs/"
    description = (
        "CloudFormation's own name begins with the stack's, so that the group takes room in a resource policy of "
        "CloudWatch Logs, which has at most 5,120 characters for all APIs of the account."
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
                yield from _unnamed(stage)


def _unnamed(stage: Resource) -> Iterator[Finding]:
    for destination in stage.values("AccessLogSettings", "DestinationArn"):
        group = log_group(stage, destination)
        for name in group.values("LogGroupName") if group else ():
            if group and name.value is ABSENT and stage.template.possible(name.given | destination.given):
                message = f"{group.logical_id} has no LogGroupName, but takes access logs: give it one below {VENDED}"
                yield Finding(name.path, message)
