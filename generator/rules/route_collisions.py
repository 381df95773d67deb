"""E9202: routes that cannot stand in one API."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from generator.http_api.route_keys import Segment
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, Route
from generator.template_model.values import Path, parts, shown


class RouteCollisions(HttpApiRule):
    id = "E9202"
    shortdesc = "Routes of one API do not collide"
    description = (
        "API Gateway answers 409 to a second route with the same key (anomalyco/sst#513), and to a variable that has "
        "another name than one at the same place of another route (plutomi/plutomi#271)."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html"
    tags = ["http-api", "routes"]
    fix = "Remove one of two equal routes, and give a variable one name in all routes that have it at one place."
    bad = """\
Resources:
  GetOrder:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders/{id}
      AuthorizationType: NONE
  DeleteOrder:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: DELETE /orders/{order}
      AuthorizationType: NONE
"""
    good = """\
Resources:
  GetOrder:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders/{id}
      AuthorizationType: NONE
  DeleteOrder:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: DELETE /orders/{id}
      AuthorizationType: NONE
"""

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            first: dict[Path, Finding] = {}  # a key that can be many things would collide in as many ways
            for finding in chain(_equal(api), _conflicting(api)):
                first.setdefault(finding.path, finding)
            yield from first.values()


def _equal(api: HttpApi) -> Iterator[Finding]:
    """Yield routes with the key of an earlier one; keys that are written alike are equal, if nothing is known."""
    seen: dict[Any, list[Route]] = {}
    for route in api.keyed_routes:
        if (known := parts(route.written.value)) is None:
            continue
        others = seen.setdefault(_path(route) or known, [])
        if other := _beside(route, others, api):
            message = f"RouteKey '{shown(route.written.value)}' is that of {_name(other)}, too: remove one of them"
            yield Finding(route.written.path, message)
        others.append(route)


def _conflicting(api: HttpApi) -> Iterator[Finding]:
    named: dict[tuple[str, ...], dict[Segment, list[Route]]] = {}
    for route in api.keyed_routes:
        for place, segment in route.key.variables.items() if route.key else ():
            names = named.setdefault(place, {})
            others = [other for name, found in names.items() if name != segment for other in found]
            if (other := _beside(route, others, api)) and _path(other) != _path(route):
                message = (
                    f"RouteKey '{route.key}': {segment.text} stands where '{other.key}' has another name, in "
                    f"{_name(other)}: use one name for one place"
                )
                yield Finding(route.written.path, message)
                break
            names.setdefault(segment, []).append(route)


def _beside(route: Route, others: list[Route], api: HttpApi) -> Route | None:
    """Return the first of the others that can be there at once."""
    for other in others:
        if other.resource is not route.resource and api.template.possible(other.given | route.given):
            return other
    return None


def _path(route: Route) -> str:
    return route.key.anonymous if route.key else ""


def _name(route: Route) -> str:
    return route.resource.logical_id
