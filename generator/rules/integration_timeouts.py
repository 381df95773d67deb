"""E9603: times that API Gateway does not wait for an integration."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.integrations import timeout_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model


class IntegrationTimeouts(HttpApiRule):
    id = "E9603"
    shortdesc = "An integration of an HTTP API has 50 milliseconds to 30 seconds"
    description = "API Gateway refuses a TimeoutInMillis below 50, and one above 30,000; no quota raises that."
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"
    tags = ["http-api", "integrations"]
    fix = "Write at most 30000, in milliseconds; what takes longer can run behind a queue or a state machine."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  OrdersIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: AWS_PROXY
      IntegrationUri: !ImportValue orders-function-arn
      PayloadFormatVersion: "2.0"
      TimeoutInMillis: 60000
  OrdersRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
      Target: !Sub integrations/${OrdersIntegration}
"""
    good = bad.replace("60000", "30000")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for integration in api.integrations if api.is_certain else ():
                for timeout in integration.values("TimeoutInMillis"):
                    if timeout.number is not None and (problem := timeout_problem(timeout.number)):
                        yield Finding(timeout.path, f"TimeoutInMillis '{timeout.text}': {problem}")
