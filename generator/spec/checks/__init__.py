"""What must hold between the parts of a spec. `CHECKS` is the table of contents; one module per concern."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.spec.checks import functions, logical_ids, parameters, routes

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


def problems(spec: ApiSpec, incomplete: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Yield everything that is wrong between the parts of a spec whose parts are valid by themselves.

    `incomplete` are sections from which something was taken out because it was not valid: what needs them whole is not
    checked. Must run while the spec's parameters are declared.
    """
    for check, needed_whole in CHECKS:
        if not incomplete & needed_whole:
            yield from check(spec)


# Each check, and the sections that must be whole for it: a route to a function that was taken out is no problem.
CHECKS: tuple[tuple[Callable[[ApiSpec], Iterator[Problem]], frozenset[str]], ...] = (
    (routes.routes_exist, frozenset({"functions", "routes"})),
    (routes.routes_reach_functions, frozenset({"functions"})),
    (routes.routes_do_not_collide, frozenset()),
    (functions.functions_are_used, frozenset({"routes"})),
    (functions.functions_answer_in_time, frozenset()),
    (functions.code_is_there, frozenset()),
    (functions.environments_fit, frozenset()),
    (parameters.parameter_sets_fit, frozenset()),
    (parameters.parameter_sets_name_parameters, frozenset({"parameters", "cloudformation"})),
    (logical_ids.logical_ids_are_free, frozenset()),
)
