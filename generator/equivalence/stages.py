"""Stages, with what holds for each route: an entry of its own replaces what holds for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.equivalence.systems import Aspect, Resource, System, Thing, attributes, flat
from generator.equivalence.values import text


def stage(resource: Resource, system: System) -> Iterator[Thing]:
    """Yield a stage; an entry that says of a route what holds for all routes says nothing.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
    """
    said = dict(resource.properties)
    routes = said.pop("RouteSettings", {})
    default = said.get("DefaultRouteSettings")
    if isinstance(routes, dict):
        routes = {key: settings for key, settings in routes.items() if text(settings) != text(default)}
    of_routes: dict[Aspect, Any] = flat(routes, ("settings of",)) if routes else {}
    yield Thing(resource.subject, resource.logical_id, {**flat(said), **of_routes, **attributes(resource)})
