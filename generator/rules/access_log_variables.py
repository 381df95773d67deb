"""W9515: variables in an access log that are always empty."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.access_logs import variable_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model


class AccessLogVariables(HttpApiRule):
    id = "W9515"
    shortdesc = "An access log has variables of HTTP APIs"
    description = (
        "The documented variables differ from those of REST APIs and from the fields of a function's event. What is "
        "none of them has no value."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html"
    tags = ["http-api", "stages"]
    fix = "Take a variable of the documented list, such as $context.authorizer.claims.sub."
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
      AccessLogSettings:
        DestinationArn: !Sub arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/vendedlogs/api
        Format: $context.requestId $context.resourcePath
"""
    good = bad.replace("$context.resourcePath", "$context.routeKey")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages if api.is_certain else ():
                for value in stage.values("AccessLogSettings", "Format"):
                    if value.text is not None and (message := variable_problem(value.text)):
                        yield Finding(value.path, f"Format: {message}")
