"""Preflights: the open OPTIONS routes that browsers need where an authorizer would refuse them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.http_api.route_keys import RouteKey

if TYPE_CHECKING:
    from generator.spec.resolved import ResolvedRoute


def preflight_routes(routes: Mapping[RouteKey, ResolvedRoute]) -> dict[RouteKey, ResolvedRoute]:
    """Return the routes to add."""
    return {}
