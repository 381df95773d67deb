"""E9601: types of integrations that HTTP APIs do not have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api import integrations
from generator.rules.rule import Finding, HttpApiRule, problems
from generator.template_model import Model


class IntegrationTypes(HttpApiRule):
    id = "E9601"
    shortdesc = "An integration of an HTTP API is a proxy: AWS_PROXY or HTTP_PROXY"
    description = (
        "AWS, HTTP and MOCK are for WebSocket APIs; API Gateway refuses them for HTTP APIs (aws/aws-cli#6363)."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-integration.html"
    )
    tags = ["http-api", "integrations"]
    fix = "Write AWS_PROXY for a function or a service of AWS, and HTTP_PROXY for a URL or a VPC link."
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
      IntegrationType: HTTP
      IntegrationMethod: GET
      IntegrationUri: https://orders.example.com
      PayloadFormatVersion: "1.0"
  OrdersRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
      Target: !Sub integrations/${OrdersIntegration}
"""
    good = bad.replace("IntegrationType: HTTP\n", "IntegrationType: HTTP_PROXY\n")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for integration in api.integrations if api.is_certain else ():
                problem = _problem_in_a_document if integration.is_virtual else integrations.type_problem
                yield from problems([integration], "IntegrationType", problem=problem)


def _problem_in_a_document(integration_type: str) -> str | None:
    """In a document, small letters are as good."""
    return integrations.type_problem(integration_type.upper())
