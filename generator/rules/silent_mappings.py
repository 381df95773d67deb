"""W9616: mappings that API Gateway takes, and that do not do what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from generator.http_api import parameter_mapping
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.integrations import backends, request_mappings, response_mappings


class SilentMappings(HttpApiRule):
    id = "W9616"
    shortdesc = "A mapping removes with two quotes, and takes a value with a $"
    description = (
        "API Gateway ignores a remove with nothing, so that what was to be removed stays; and an expression without "
        "its $, such as request.header.x, is sent to the letter. It says nothing of either."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html"
    tags = ["http-api", "integrations"]
    fix = "Write two single quotes as the value of remove, \"''\", and $request.header.x for the value of a header."
    bad = """\
Resources:
  PetsIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      IntegrationUri: https://pets.example.com
      PayloadFormatVersion: "1.0"
      RequestParameters:
        remove:header.x-internal: ""
  PetsRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: ANY /pets
      AuthorizationType: NONE
      Target: !Sub integrations/${PetsIntegration}
"""
    good = bad.replace(': ""', """: "''\"""")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for backend in backends(api, "function", "http", "private"):
                for each in chain(request_mappings(backend), response_mappings(backend)):
                    text = each.source.text
                    if text is not None and each.is_taken(text):
                        name = "ResponseParameters" if each.status else "RequestParameters"
                        yield Finding(each.path, f"{name} '{each.destination}: {text}': {each.problem(text)}")
            for backend in backends(api, "service"):
                for each in request_mappings(backend):
                    text = each.source.text
                    if text is not None and parameter_mapping.is_taken("", text):
                        problem = parameter_mapping.source_problem(text)
                        yield Finding(each.path, f"RequestParameters '{each.destination}: {text}': {problem}")
