"""E9607: mappings of requests and responses that API Gateway refuses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api import parameter_mapping
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.integrations import Backend, Mapped, backends, request_mappings, response_mappings


class ParameterMappings(HttpApiRule):
    id = "E9607"
    shortdesc = "What is mapped is a place that can be changed, and a value that can be taken"
    description = (
        "API Gateway refuses a mapping to a header that it reserves, from something that a request or a response does "
        "not have, and two mappings to one place."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html"
    tags = ["http-api", "integrations"]
    fix = (
        "Write append:header.name, overwrite:querystring.name or overwrite:path, and a value such as $request.path.id."
    )
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
      RequestParameters:
        overwrite:header.x-caller: $context.identity.sourceIp
  PetsRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: ANY /pets
      AuthorizationType: NONE
      Target: !Sub integrations/${PetsIntegration}
"""
    bad = good.replace("header.x-caller", "header.x-forwarded-for")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for backend in backends(api, "function", "http", "private"):
                requests, responses = list(request_mappings(backend)), list(response_mappings(backend))
                yield from _refused(requests, "RequestParameters")
                yield from _refused(responses, "ResponseParameters")
                yield from _repeated(requests, "RequestParameters", backend)
                yield from _repeated(responses, "ResponseParameters", backend)
            for backend in backends(api, "service"):
                yield from _of_services(backend)


def _refused(mappings: list[Mapped], name: str) -> Iterator[Finding]:
    for each in mappings:
        text = each.source.text
        if text is not None and not each.is_taken(text) and (problem := each.problem(text)):
            yield Finding(each.path, f"{name} '{each.destination}: {text}': {problem}")


def _repeated(mappings: list[Mapped], name: str, backend: Backend) -> Iterator[Finding]:
    """Yield what is mapped to the place of an earlier mapping that can be there at once."""
    by_destination = {(each.status, each.destination): each for each in reversed(mappings)}
    for status in dict.fromkeys(each.status for each in mappings):
        destinations = dict.fromkeys(each.destination for each in mappings if each.status == status)
        for destination, earlier in parameter_mapping.same_places(destinations):
            this, other = by_destination[status, destination], by_destination[status, earlier]
            if backend.integration.template.possible(this.source.given | other.source.given):
                message = f"is the same place as {earlier}: API Gateway takes one entry for it"
                yield Finding(this.path, f"{name} '{destination}': {message}")


def _of_services(backend: Backend) -> Iterator[Finding]:
    for each in request_mappings(backend):
        text = each.source.text
        if text is None or parameter_mapping.is_taken("", text):
            continue
        if problem := parameter_mapping.source_problem(text):
            yield Finding(each.path, f"RequestParameters '{each.destination}: {each.source.text}': {problem}")
