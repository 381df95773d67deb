"""E9602: integrations without the version of their payload's format, or with one that they cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.integrations import payload_format_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.integrations import Backend, backends
from generator.template_model.values import ABSENT, Value


class PayloadFormatVersions(HttpApiRule):
    id = "E9602"
    shortdesc = "An integration has a version of the payload's format that it can take"
    description = (
        "API Gateway refuses an integration of a function without PayloadFormatVersion: events have another form in "
        "2.0 than in 1.0. All other integrations take 1.0 alone."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-integration.html"
    )
    tags = ["http-api", "integrations"]
    fix = 'Write PayloadFormatVersion: "2.0" for a function, unless its code reads events of 1.0, and "1.0" for others.'
    good = """\
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
  OrdersRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
      Target: !Sub integrations/${OrdersIntegration}
"""
    bad = good.replace('      PayloadFormatVersion: "2.0"\n', "")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for backend in backends(api):
                for version in backend.values("PayloadFormatVersion"):
                    is_told = version.text is not None or (version.value is ABSENT and backend.kind == "function")
                    if is_told and (problem := payload_format_problem(version.text, backend.kind)):
                        yield Finding(version.path, f"{_subject(version, backend)}: {problem}")


def _subject(version: Value, backend: Backend) -> str:
    if version.text is None:
        return f"{backend.integration.logical_id} has no PayloadFormatVersion"
    return f"PayloadFormatVersion '{version.text}'"
