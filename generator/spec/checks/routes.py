"""Routes that reach something, and do not collide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem, did_you_mean
from generator.http_api.route_keys import collisions

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


def routes_exist(spec: ApiSpec) -> Iterator[Problem]:
    if not spec.functions and not spec.routes:
        yield Problem(("functions",), "is required, or routes that lead to other backends")
    elif not spec.routes:
        yield Problem(("routes",), "is required when there are several functions: say which requests reach which")


def routes_reach_functions(spec: ApiSpec) -> Iterator[Problem]:
    for key, route in spec.routes.items():
        if route.function is not None and route.function not in spec.functions:
            hint = did_you_mean(route.function, spec.functions) or f"; known here: {', '.join(spec.functions)}"
            yield Problem(("routes", str(key), "function"), f"there is no function {route.function}{hint}")


def routes_do_not_collide(spec: ApiSpec) -> Iterator[Problem]:
    for collision in collisions(spec.routes):
        yield Problem(
            ("routes", str(collision.key)),
            f"{collision.reason}; API Gateway wants one name for one place: use the same in both",
        )
