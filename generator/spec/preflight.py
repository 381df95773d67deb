"""Preflights: the OPTIONS routes that are added for browsers, and what pages may send if a spec does not say.

Why they are needed is told in `http_api.preflights`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.http_api import authorizers, cors
from generator.http_api.preflights import lacking
from generator.http_api.route_keys import RouteKey
from generator.spec.resolved import IAM, OPEN, ResolvedRoute

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


def preflight_routes(routes: Mapping[RouteKey, ResolvedRoute]) -> dict[RouteKey, ResolvedRoute]:
    """Return the routes to add: an open OPTIONS for each authorized `ANY`, and two for an authorized `$default`.

    Each leads where the route leads that would take OPTIONS without it, under the same limits. Nothing is added where
    the spec has such a route itself.
    """
    is_open = {key: route.authorizer == OPEN for key, route in routes.items()}
    return {preflight: _opened(routes[key], key) for preflight, key in lacking(is_open).items()}


def added_preflights(spec: ApiSpec) -> dict[RouteKey, list[RouteKey]]:
    """Return the routes that were added, by the route of the spec for whose sake they were."""
    added: dict[RouteKey, list[RouteKey]] = {}
    for key, route in spec.all_routes.items():
        if route.preflight_of is not None:
            added.setdefault(route.preflight_of, []).append(key)
    return added


def _opened(route: ResolvedRoute, key: RouteKey) -> ResolvedRoute:
    """Return the same route for everybody; an operation's name is for one route only."""
    spec = route.spec.model_copy(update={"authorizer": OPEN, "scopes": None, "operation_name": None})
    return route._replace(spec=spec, authorizer=OPEN, preflight_of=key)


def allowed_methods(spec: ApiSpec) -> list[str]:
    """Return the methods that pages may use if the spec does not say: those of its routes.

    Without any, browsers let pages send GET, HEAD and POST only: https://fetch.spec.whatwg.org/#cors-preflight-fetch
    The Serverless Framework has the same default (lib/plugins/aws/package/compile/events/httpApi.js).
    """
    return cors.methods_of(spec.routes)


def allowed_headers(spec: ApiSpec) -> list[str]:
    """Return the headers that pages may send if the spec does not say: what authorizers read, and `content-type`.

    Without any, no page can send a token, or JSON: https://fetch.spec.whatwg.org/#cors-safelisted-request-header
    """
    return sorted({"content-type", *headers_of_callers(spec)})


def headers_of_callers(spec: ApiSpec) -> list[str]:
    """Return the headers that the authorizers of the routes read, in lower case."""
    read: dict[str, None] = {}
    for name in dict.fromkeys(route.authorizer for route in spec.all_routes.values()):
        if name == IAM:
            read |= dict.fromkeys(authorizers.SIGNATURE_HEADERS)
        elif name in spec.authorizers:
            sources = spec.authorizers[name].identity_sources
            read |= dict.fromkeys(filter(None, map(authorizers.header_of, sources)))
    return list(read)
