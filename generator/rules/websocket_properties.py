"""W9609: properties of integrations that HTTP APIs do not have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.integrations import WEBSOCKET_PROPERTIES
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.values import ABSENT


class WebSocketProperties(HttpApiRule):
    id = "W9609"
    shortdesc = "An integration of an HTTP API has no templates, which are for WebSocket APIs"
    description = (
        "Velocity templates, and how bodies are converted, belong to WebSocket APIs and REST APIs. HTTP APIs pass "
        "bodies on as they are, and map headers, query strings and the path only."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-integration.html"
    )
    tags = ["http-api", "integrations"]
    fix = "Remove it; what is left of its work is for RequestParameters and ResponseParameters, or for the function."
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
      PassthroughBehavior: WHEN_NO_MATCH
      PayloadFormatVersion: "2.0"
  OrdersRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
      Target: !Sub integrations/${OrdersIntegration}
"""
    good = bad.replace("      PassthroughBehavior: WHEN_NO_MATCH\n", "")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for integration in api.integrations if api.is_certain else ():
                for name in WEBSOCKET_PROPERTIES:
                    for value in integration.values(name):
                        if value.value is not ABSENT and not integration.is_virtual:
                            yield Finding(value.path, f"{name} is for WebSocket APIs: remove it")
