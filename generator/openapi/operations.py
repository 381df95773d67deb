"""Paths and their operations: one for each route.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from generator.http_api.route_keys import DEFAULT, RouteKey
from generator.openapi import integrations, security
from generator.openapi.routes import Route
from generator.openapi.values import given

# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html
_ANY_METHOD: Final = "x-amazon-apigateway-any-method"

_ROUTE_OF_ID: Final = re.compile(r"Route(?=([0-9a-f]{8})?$)")  # as `names.route` spells it


def paths(routes: list[Route], schemes: Mapping[str, str]) -> dict[str, Any]:
    """Return the paths in the order of the routes. `schemes` names the security scheme of each authorizer."""
    identifiers = _identifiers(routes)
    found: dict[str, dict[str, Any]] = {}
    for route in routes:
        item = found.setdefault(_path(route.key), given(parameters=_parameters(route.key) or None))
        item[_method(route.key)] = _operation(route, identifiers[route.logical_id], schemes)
    return found


def _path(key: RouteKey) -> str:
    return f"/{DEFAULT}" if key.method is None else key.path


def _method(key: RouteKey) -> str:
    return _ANY_METHOD if key.method in (None, "ANY") else str(key.method).lower()


def _parameters(key: RouteKey) -> list[dict[str, Any]]:
    """Return the path's variables. The name of a greedy one ends in `+`, as it does in the path."""
    return [_parameter(each.variable, each.greedy) for each in key.segments if each.variable is not None]


def _parameter(name: str, greedy: bool) -> dict[str, Any]:
    return {
        "name": f"{name}+" if greedy else name,
        "in": "path",
        **given(description="All that is left of the path, with its slashes" if greedy else None),
        "required": True,
        "schema": {"type": "string"},
    }


def _operation(route: Route, identifier: str, schemes: Mapping[str, str]) -> dict[str, Any]:
    """Return the operation of a route; what it answers is not known here, so `default` stands for all of it."""
    return {
        "operationId": identifier,
        **given(
            description=f"Only if {route.condition}" if route.condition else None,
            isDefaultRoute=True if route.key.method is None else None,
            security=security.requirement(route, schemes),
        ),
        "responses": {"default": {"description": f"Default response for {route.key}"}},
        integrations.NAME: integrations.reference(route.integration),
    }


def _identifiers(routes: list[Route]) -> dict[str, str]:
    """Return each route's operation name, or its logical ID without `Route`; the whole ID where two would be equal."""
    wanted = {route.logical_id: _identifier(route) for route in routes}
    times = Counter(wanted.values())
    return {logical_id: name if times[name] == 1 else logical_id for logical_id, name in wanted.items()}


def _identifier(route: Route) -> str:
    if isinstance(route.operation_name, str):
        return route.operation_name
    return _ROUTE_OF_ID.sub("", route.logical_id) or route.logical_id
