"""W9806: APIs without an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.domains import is_ever_without
from generator.template_model.endpoints import switches
from generator.template_model.http_apis import HttpApi, plain
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import Value


class UnreachableApis(HttpApiRule):
    id = "W9806"
    shortdesc = "An API whose default endpoint is disabled has a custom domain"
    description = (
        "Without the default endpoint clients reach an API through a custom domain only. An API mapping in another "
        "stack cannot be seen here, unless the API's ID is exported or passed on to it."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html"
    tags = ["http-api", "domains"]
    fix = "Map the API to a custom domain wherever DisableExecuteApiEndpoint is true, or leave that out."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      DisableExecuteApiEndpoint: true
"""
    good = f"""\
{bad}\
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref HttpApi
      DomainName: api.example.com
      Stage: !Ref Stage
"""

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            if api.resource and not _is_handed_on(model.template, api):
                yield from _unreachable(model, api, api.resource)


def _unreachable(model: Model, api: HttpApi, resource: Resource) -> Iterator[Finding]:
    mappings = [each for each in model.mappings if each.api is api]
    where = "where no mapping's condition holds, " if mappings else ""
    for value, is_off in switches(resource):
        if is_off and is_ever_without(model.template, value.given, mappings):
            message = f"{where}no API mapping leads to {resource.logical_id}, so nobody reaches it"
            yield Finding(value.path, f"DisableExecuteApiEndpoint: {message}: map it to a custom domain")


def _is_handed_on(template: Template, api: HttpApi) -> bool:
    """Say whether another stack is given the API's ID, which may map it to a domain."""
    return any(plain(value.value) == api.identity for value in (*_exports(template), *_passed_on(template)))


def _exports(template: Template) -> Iterator[Value]:
    for name, output in template.section("Outputs").items():
        if isinstance(output, Mapping) and "Export" in output:
            yield from template.alternatives(output.get("Value"), ("Outputs", name, "Value"))


def _passed_on(template: Template) -> Iterator[Value]:
    for stack in template.of_type("AWS::CloudFormation::Stack"):
        for parameters in stack.values("Parameters"):
            yield from (value for _, value in template.entries(parameters))
    for parameter in template.of_type("AWS::SSM::Parameter"):
        yield from parameter.values("Value")
