"""Routes that reach something, and do not collide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem, there_is_no
from generator.http_api.route_keys import collisions

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


def routes_exist(spec: ApiSpec) -> Iterator[Problem]:
    if not spec.functions and not spec.routes:
        yield Problem(("functions",), "is required, or routes that lead to other backends")
    elif not spec.routes:
        yield Problem(("routes",), "is required when there are several functions: say which requests reach which")


def routes_reach_functions(spec: ApiSpec) -> Iterator[Problem]:
    for key, route in spec.routes.items():
        if route.function is not None and route.function not in spec.functions:
            is_other = f"{route.function} is an integration: write {{integration: {route.function}}}"
            no_function = there_is_no("function", route.function, spec.functions)
            message = is_other if route.function in spec.integrations else no_function
            yield Problem(("routes", str(key), "function"), message)


def routes_do_not_collide(spec: ApiSpec) -> Iterator[Problem]:
    for collision in collisions(spec.routes):
        yield Problem(
            ("routes", str(collision.key)),
            f"{collision.reason}; API Gateway wants one name for one place: use the same in both",
        )


CHECKS: Checks = (
    (routes_exist, {"functions", "routes"}),
    (routes_reach_functions, {"functions"}),
    (routes_do_not_collide, set()),
)
