"""E9606: URLs that API Gateway cannot call as it is told to."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.integrations import method_problem
from generator.http_api.urls import url_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.callees import callee
from generator.template_model.integrations import Backend, backends
from generator.template_model.values import ABSENT, Value, shown


class HttpIntegrations(HttpApiRule):
    id = "E9606"
    shortdesc = "An integration of a URL has a method and a URL that can be called"
    description = (
        "HTTP_PROXY needs the method of its own requests, or API Gateway answers `HttpMethod parameter method must be "
        "specified` (badmintoncryer/cdk-preflight, pf-apigwv2-http-proxy-integration-method). Its URL is absolute; its "
        "host cannot have variables of the path, and a greedy one is written without + there."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html"
    tags = ["http-api", "integrations"]
    fix = "Write IntegrationMethod, such as ANY, and a URL that begins with http:// or https://."
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
      IntegrationUri: https://pets.example.com/{proxy}
      PayloadFormatVersion: "1.0"
  PetsRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: ANY /pets/{proxy+}
      AuthorizationType: NONE
      Target: !Sub integrations/${PetsIntegration}
"""
    bad = good.replace("{proxy}", "{proxy+}")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for backend in backends(api, "http"):
                yield from _of_uri(backend)
            for backend in backends(api, "http", "private"):
                yield from _of_method(backend)


def _of_uri(backend: Backend) -> Iterator[Finding]:
    for uri in backend.values("IntegrationUri"):
        if uri.value is ABSENT:
            yield Finding(uri.path, f"{backend.integration.logical_id} needs IntegrationUri: the URL that it calls")
        elif problem := _uri_problem(uri, backend):
            yield Finding(uri.path, f"IntegrationUri '{shown(uri.value)}': {problem}")


def _uri_problem(uri: Value, backend: Backend) -> str | None:
    if function := callee(backend.integration.template, uri.value):
        return f"is the function {function}, which HTTP_PROXY cannot call: write IntegrationType AWS_PROXY"
    return None if uri.text is None else url_problem(uri.text)


def _of_method(backend: Backend) -> Iterator[Finding]:
    for method in backend.values("IntegrationMethod"):
        if method.value is ABSENT:
            yield Finding(method.path, f"{backend.integration.logical_id} needs IntegrationMethod: write one, or ANY")
        elif method.text is not None and (problem := method_problem(method.text)):
            yield Finding(method.path, f"IntegrationMethod '{method.text}': {problem}")
