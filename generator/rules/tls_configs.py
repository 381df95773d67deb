"""W9613: names of servers that API Gateway does not verify."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.urls import server_name_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.integrations import backends
from generator.template_model.values import ABSENT


class TlsConfigs(HttpApiRule):
    id = "W9613"
    shortdesc = "TlsConfig is for integrations inside a VPC"
    description = (
        "API Gateway drops TlsConfig without a word where there is no VPC link "
        "(hashicorp/terraform-provider-aws#41326): it verifies the name in the URL then."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-properties-apigatewayv2-integration-tlsconfig.html"
    )
    tags = ["http-api", "integrations"]
    fix = "Remove TlsConfig, or reach the server through a VPC link."
    bad = """\
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
      IntegrationUri: https://203.0.113.7/pets
      PayloadFormatVersion: "1.0"
      TlsConfig:
        ServerNameToVerify: pets.example.com
  PetsRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: ANY /pets
      AuthorizationType: NONE
      Target: !Sub integrations/${PetsIntegration}
"""
    good = bad.replace("      TlsConfig:\n        ServerNameToVerify: pets.example.com\n", "")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for backend in backends(api, "function", "service", "http"):
                for config in backend.values("TlsConfig"):
                    if config.value is not ABSENT:
                        yield Finding(config.path, "TlsConfig is dropped without a VPC link: remove it")
            for backend in backends(api, "private"):
                for name in backend.values("TlsConfig", "ServerNameToVerify"):
                    if name.text is not None and (problem := server_name_problem(name.text)):
                        yield Finding(name.path, f"ServerNameToVerify '{name.text}': {problem}")
