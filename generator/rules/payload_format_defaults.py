"""W9615: integrations of services and URLs that leave out the one version that they have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.integrations import payload_format_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.integrations import backends
from generator.template_model.values import ABSENT


class PayloadFormatDefaults(HttpApiRule):
    id = "W9615"
    shortdesc = "An integration of a service or a URL says that its payload's format is 1.0"
    description = (
        "PayloadFormatVersion is required for HTTP APIs, says AWS's page, though it can only be 1.0 here: whether "
        "API Gateway takes that for granted is not said."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-integration.html"
    )
    tags = ["http-api", "integrations"]
    fix = 'Write PayloadFormatVersion: "1.0".'
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: pets
      ProtocolType: HTTP
  PetsIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      IntegrationUri: https://pets.example.com
      PayloadFormatVersion: "1.0"
  PetsRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: ANY /pets
      AuthorizationType: NONE
      Target: !Sub integrations/${PetsIntegration}
"""
    bad = good.replace('      PayloadFormatVersion: "1.0"\n', "")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for backend in backends(api, "service", "http", "private"):
                for version in backend.values("PayloadFormatVersion"):
                    if version.value is ABSENT and (problem := payload_format_problem(None, backend.kind)):
                        name = backend.integration.logical_id
                        yield Finding(version.path, f"{name} has no PayloadFormatVersion: {problem}")
