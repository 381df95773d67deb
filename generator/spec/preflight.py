"""Preflights: what a browser asks before it calls, and what must be so that the answer lets it.

With CORS, API Gateway answers preflights by itself, even without a route for OPTIONS. But a route that takes OPTIONS
and has an authorizer refuses them first, because browsers send no token with them. AWS's way out for `$default` is an
open `OPTIONS /{proxy+}`, and `ANY` needs the same (anomalyco/sst#5493, https://arpadt.com/articles/cors-in-http-api):
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.http_api import authorizers, cors
from generator.http_api.route_keys import RouteKey, Segment
from generator.spec.resolved import IAM, OPEN, ResolvedRoute

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

OPTIONS = "OPTIONS"


def preflight_routes(routes: Mapping[RouteKey, ResolvedRoute]) -> dict[RouteKey, ResolvedRoute]:
    """Return the routes to add: an open OPTIONS for each authorized `ANY`, and two for an authorized `$default`.

    Each leads where the route leads that would take OPTIONS without it, under the same limits. Nothing is added where
    the spec has such a route itself. `ANY` comes first, because it takes OPTIONS before `$default` does.
    """
    taken = {key.anonymous for key in routes if key.method == OPTIONS}
    any_paths = {_options(key.segments).anonymous for key in routes if key.method == "ANY"}
    added: dict[RouteKey, ResolvedRoute] = {}
    for key, route in sorted(routes.items(), key=lambda item: item[0].method is None):
        if route.authorizer != OPEN and key.method in ("ANY", None):
            for preflight in _options_below(key, routes):
                shadowed_by_any = key.method is None and preflight.anonymous in any_paths
                if preflight.anonymous not in taken and not shadowed_by_any:
                    taken.add(preflight.anonymous)
                    added[preflight] = _opened(route, key)
    return added


def added_preflights(spec: ApiSpec) -> dict[RouteKey, list[RouteKey]]:
    """Return the routes that were added, by the route of the spec for whose sake they were."""
    added: dict[RouteKey, list[RouteKey]] = {}
    for key, route in spec.all_routes.items():
        if route.preflight_of is not None:
            added.setdefault(route.preflight_of, []).append(key)
    return added


def _options_below(key: RouteKey, routes: Iterable[RouteKey]) -> Iterator[RouteKey]:
    """Yield the OPTIONS routes that together take what this route would take of OPTIONS."""
    if key.method is not None:
        yield _options(key.segments)
        return
    yield _options((Segment(f"{{{_greedy_name(routes)}+}}"),))
    yield _options(())  # a greedy variable takes no empty path


def _greedy_name(routes: Iterable[RouteKey]) -> str:
    """Return the name of the variable that takes every path: API Gateway wants one name for one place."""
    firsts = (key.segments[0] for key in routes if key.segments)
    return next((first.variable for first in firsts if first.greedy and first.variable), "proxy")


def _options(segments: tuple[Segment, ...]) -> RouteKey:
    return RouteKey(OPTIONS, segments)


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
