"""E9503: execution logs, which HTTP APIs do not have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.stages import Settings, settings


class ExecutionLogs(HttpApiRule):
    id = "E9503"
    shortdesc = "An HTTP API has no execution logs"
    description = (
        "LoggingLevel and DataTraceEnabled are for WebSocket APIs: `Execution logs are not supported on protocolType "
        "HTTP` (hashicorp/terraform-provider-aws#14010)."
    )
    source_url = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html"
    tags = ["http-api", "stages"]
    fix = "Leave them out; AccessLogSettings can log why a request failed, with $context.integrationErrorMessage."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
      DefaultRouteSettings:
        LoggingLevel: INFO
"""
    good = bad.replace("LoggingLevel: INFO", "DetailedMetricsEnabled: true")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages if api.is_certain else ():
                for each in settings(stage):
                    yield from _of_executions(each)


def _of_executions(found: Settings) -> Iterator[Finding]:
    """Yield what is switched on: that what is off is refused, too, has not been seen."""
    for level in found.values("LoggingLevel"):
        if level.text not in (None, "OFF"):
            yield Finding(level.path, f"LoggingLevel '{level.text}': {_WEBSOCKET}")
    for trace in found.values("DataTraceEnabled"):
        if trace.truth:
            yield Finding(trace.path, f"DataTraceEnabled 'true': {_WEBSOCKET}")


_WEBSOCKET = "only WebSocket APIs have execution logs: leave it out, and log requests with AccessLogSettings"
