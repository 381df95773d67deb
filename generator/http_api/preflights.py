"""Preflights: what a browser asks before it calls, and which routes must be there so that the answer lets it.

With CORS, API Gateway answers preflights by itself, even without a route for OPTIONS. But a route that takes OPTIONS
and has an authorizer refuses them first, because browsers send no token with them. AWS's way out for `$default` is an
open `OPTIONS /{proxy+}`, and `ANY` needs the same (anomalyco/sst#5493, https://arpadt.com/articles/cors-in-http-api):
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.http_api.route_keys import RouteKey, Segment

OPTIONS: Final = "OPTIONS"


def lacking(routes: Mapping[RouteKey, bool]) -> dict[RouteKey, RouteKey]:
    """Return the open OPTIONS routes that lack, each with the route that refuses preflights in its place.

    `routes` says of each key whether it is open. An authorized `ANY` needs one, an authorized `$default` two, unless
    there is such a route. `ANY` comes first, because it takes OPTIONS before `$default` does.
    """
    taken = {key.anonymous for key in routes if key.method == OPTIONS}
    any_paths = {_options(key.segments).anonymous for key in routes if key.method == "ANY"}
    found: dict[RouteKey, RouteKey] = {}
    for key, is_open in sorted(routes.items(), key=lambda item: item[0].method is None):
        if not is_open and key.method in ("ANY", None):
            for preflight in _options_below(key, routes):
                shadowed_by_any = key.method is None and preflight.anonymous in any_paths
                if preflight.anonymous not in taken and not shadowed_by_any:
                    taken.add(preflight.anonymous)
                    found[preflight] = key
    return found


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
