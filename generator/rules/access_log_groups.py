"""W9508: access logs that need a line in the account's one policy."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.access_logs import group_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.stages import log_group
from generator.template_model.values import Value, shown


class AccessLogGroups(HttpApiRule):
    id = "W9508"
    shortdesc = "A log group that a template makes for access logs is below /aws/vendedlogs/"
    description = (
        "For any other group, a line is added to a resource policy of CloudWatch Logs, which has at most 5,120 "
        "characters for all APIs of the account. Some day there is no room left, and the deployment fails: `Policy "
        "document length breaking Cloudwatch Logs Constraints`."
    )
    source_url = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html"
    tags = ["http-api", "stages"]
    fix = "Give the log group a LogGroupName such as !Sub /aws/vendedlogs/${AWS::StackName}/access."
    bad = """\
Resources:
  AccessLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/apis/${AWS::StackName}
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
    good = bad.replace("/aws/apis/", "/aws/vendedlogs/")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                for destination in stage.values("AccessLogSettings", "DestinationArn"):
                    group = log_group(stage, destination)
                    yield from _named_otherwise(group, destination) if group else ()


def _named_otherwise(group: Resource, destination: Value) -> Iterator[Finding]:
    for name in group.values("LogGroupName"):
        together = group.template.possible(name.given | destination.given)
        if together and (problem := group_problem(name.beginning)):
            yield Finding(name.path, f"LogGroupName '{shown(name.value)}': {problem}")
