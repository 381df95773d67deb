"""W9612: variables that have no value on a route, or in a stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.http_api.parameter_mapping import request_path_variables, stage_variables
from generator.http_api.route_keys import RouteKey
from generator.http_api.urls import path_variables
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, Route
from generator.template_model.integrations import (
    Backend,
    backends,
    request_mappings,
    response_mappings,
    routes_by_integration,
)
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Facts, Path, Value, known_text

_UNKNOWN: Final = "\ue000"  # stands for what is not known, and in no variable's name


class MappedVariables(HttpApiRule):
    id = "W9612"
    shortdesc = "A variable in a URL or a mapping is one of the route's path, or of the stage"
    description = (
        "A route has the variables of its own path alone, and a stage those that it declares: API Gateway has no value "
        "for others when a request comes."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html"
    tags = ["http-api", "integrations"]
    fix = "Spell the variable as the route's key does, without +, or declare it among the stage's StageVariables."
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: pets
      ProtocolType: HTTP
  PetIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: HTTP_PROXY
      IntegrationMethod: GET
      IntegrationUri: https://pets.example.com/{id}
      PayloadFormatVersion: "1.0"
  PetRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /pets/{id}
      AuthorizationType: NONE
      Target: !Sub integrations/${PetIntegration}
"""
    bad = good.replace("example.com/{id}", "example.com/{pet}")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            routes, stages = routes_by_integration(api), list(_stages(api))
            for backend in backends(api):
                yield from _of_paths(backend, routes.get(backend.integration.logical_id, []))
                yield from _of_stages(backend, stages)


def _of_paths(backend: Backend, routes: list[Route]) -> Iterator[Finding]:
    template = backend.integration.template
    for path, given, name in _path_variables(backend):
        for route in routes:
            if route.key and name not in _names(route.key) and template.possible(given | route.given):
                message = f"{{{name}}} is no variable of the path of '{route.key}', a route of this integration"
                yield Finding(path, message)
                break


def _path_variables(backend: Backend) -> Iterator[tuple[Path, Facts, str]]:
    for uri in backend.values("IntegrationUri") if backend.kind == "http" else ():
        for name in path_variables(known_text(uri.value, _UNKNOWN)):
            yield uri.path, uri.given, name
    for mapped in request_mappings(backend):
        for name in request_path_variables(known_text(mapped.source.value, _UNKNOWN)):
            yield mapped.path, mapped.source.given, name


def _names(key: RouteKey) -> list[str | None]:
    return [segment.variable for segment in key.segments]


def _of_stages(backend: Backend, stages: list[tuple[Resource, Value]]) -> Iterator[Finding]:
    template = backend.integration.template
    for path, value in _with_stage_variables(backend):
        for name in stage_variables(known_text(value.value, _UNKNOWN)):
            for stage, declared in stages:
                if name not in declared.value and template.possible(value.given | declared.given):
                    yield Finding(
                        path, f"{name} is no variable of {stage.logical_id}, which needs it in StageVariables"
                    )


def _with_stage_variables(backend: Backend) -> Iterator[tuple[Path, Value]]:
    yield from ((uri.path, uri) for uri in backend.values("IntegrationUri"))
    for mapped in (*request_mappings(backend), *response_mappings(backend)):
        yield mapped.path, mapped.source


def _stages(api: HttpApi) -> Iterator[tuple[Resource, Value]]:
    """Yield the stages with the variables that they can have, if they are known."""
    for stage in api.stages:
        for variables in stage.values("StageVariables"):
            if variables.value is ABSENT:
                yield stage, variables._replace(value={})
            elif isinstance(variables.value, Mapping):
                yield stage, variables
