"""E9507: access-log formats that API Gateway refuses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.access_logs import refusal
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model


class AccessLogFormats(HttpApiRule):
    id = "E9507"
    shortdesc = "An access-log format is one line with a request ID"
    description = (
        "API Gateway refuses a format of several lines (aws/aws-cdk#33977), of more than 3 KB, or without a request ID."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html"
    tags = ["http-api", "stages"]
    fix = "Fold a long format with >- in YAML, and add $context.requestId."
    bad = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
      AccessLogSettings:
        DestinationArn: !Sub arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/vendedlogs/api
        Format: $context.identity.sourceIp $context.status
"""
    good = bad.replace("$context.status", "$context.status $context.requestId")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                for value in stage.values("AccessLogSettings", "Format"):
                    if value.text is not None and (message := refusal(value.text)):
                        yield Finding(value.path, f"Format: {message}")
