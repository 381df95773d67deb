"""What must hold between the parts of a spec. `CHECKS` is the table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem, SpecPath, did_you_mean
from generator.http_api import quotas
from generator.http_api.route_keys import collisions
from generator.spec.base import declared_values
from generator.spec.code import CodeError
from generator.spec.wording import shown

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


def _routes_exist(spec: ApiSpec) -> Iterator[Problem]:
    if not spec.routes:
        yield Problem(("routes",), "is required when there are several functions: say which requests reach which")


def _routes_reach_functions(spec: ApiSpec) -> Iterator[Problem]:
    for key, route in spec.routes.items():
        if route.function not in spec.functions:
            hint = did_you_mean(route.function, spec.functions) or f"; known here: {', '.join(spec.functions)}"
            yield Problem(("routes", str(key), "function"), f"there is no function {route.function}{hint}")


def _routes_do_not_collide(spec: ApiSpec) -> Iterator[Problem]:
    for collision in collisions(spec.routes):
        yield Problem(
            ("routes", str(collision.key)),
            f"{collision.reason}; API Gateway wants one name for one place: use the same in both",
        )


def _functions_are_used(spec: ApiSpec) -> Iterator[Problem]:
    used = {route.function for route in spec.routes.values()}
    for name in spec.functions if spec.routes else ():
        if name not in used:
            yield Problem(("functions", name), "is used by no route: give it one, or remove it")


def _functions_answer_in_time(spec: ApiSpec) -> Iterator[Problem]:
    """A timeout in `defaults` is reported there, once for all functions that leave theirs out."""
    too_long: dict[SpecPath, int] = {}
    for name, function in spec.functions.items():
        seconds = _too_long(function.timeout)
        if seconds:
            owner: SpecPath = ("functions", name) if "timeout" in function.model_fields_set else ("defaults",)
            too_long[*owner, "timeout"] = seconds
    for path, seconds in too_long.items():
        yield Problem(
            path,
            f"must be at most {quotas.INTEGRATION_TIMEOUT} (got {seconds}): API Gateway answers 503 after "
            f"{quotas.INTEGRATION_TIMEOUT} seconds, while the function would run on",
        )


def _too_long(timeout: object) -> int | None:
    """Return the first of the values that a timeout may take which is longer than API Gateway waits."""
    known = (seconds for seconds in declared_values(timeout) if isinstance(seconds, int))
    return next((seconds for seconds in known if seconds > quotas.INTEGRATION_TIMEOUT), None)


def _code_is_there(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        try:
            function.source  # noqa: B018 - read here, so that building cannot fail
        except CodeError as error:
            yield Problem(("functions", name, error.field), str(error))
        except OSError as error:
            yield Problem(("functions", name, "code"), f"cannot be read: {error.strerror}")


def _environments_fit(spec: ApiSpec) -> Iterator[Problem]:
    """What defaults and the function say together. Functions of parameters are not known, and do not count."""
    for name, function in spec.functions.items():
        values = [key + value for key, value in function.environment.items() if isinstance(value, str)]
        size = len("".join(values).encode())
        if size > quotas.ENVIRONMENT_BYTES:
            yield Problem(
                ("functions", name, "environment"),
                f"names and values take {size:,} bytes; Lambda allows {quotas.ENVIRONMENT_BYTES:,}",
            )


def _parameter_sets_fit(spec: ApiSpec) -> Iterator[Problem]:
    for set_name, values in spec.parameter_sets.items():
        for name, value in values.items():
            parameter = spec.parameters.get(name)
            if parameter and (why := parameter.refusal(value)):
                yield Problem(("parameter_sets", set_name, name), f"{why} (got {shown(value)})")


def _parameter_sets_name_parameters(spec: ApiSpec) -> Iterator[Problem]:
    raw = spec.cloudformation.parameters if spec.cloudformation else {}
    known = [*spec.parameters, *raw, names.CODE_BUCKET]
    for set_name, values in spec.parameter_sets.items():
        for name in values:
            if name not in known:
                path = ("parameter_sets", set_name, name)
                yield Problem(path, f"there is no such parameter{did_you_mean(name, known)}")


def _logical_ids_are_free(spec: ApiSpec) -> Iterator[Problem]:
    taken = {names.API: "the API", names.STAGE: "the stage", names.ACCESS_LOG_GROUP: "the access log"}
    taken[names.CODE_BUCKET] = "the parameter for packaged code"
    for path, led_to in logical_ids(spec):
        clash = next((each for each in led_to if each in taken), None)
        if clash:
            yield Problem(
                path, f"leads to the logical ID {clash}, which belongs to {taken[clash]}: choose another name"
            )
        else:
            taken.update(dict.fromkeys(led_to, f"{path[0]}.{path[-1]}"))


def logical_ids(spec: ApiSpec) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    """Yield what in the spec leads to logical IDs of resources and parameters, and to which."""
    for name in spec.functions:
        yield ("functions", name), names.of_function(name)
    seen: set[str] = set()
    for key in spec.routes:
        if names.route(key) not in seen:  # a second one is a collision of route keys, reported as such
            seen.add(names.route(key))
            yield ("routes", str(key)), (names.route(key),)
    for name in spec.parameters:
        yield ("parameters", name), (name,)
    if spec.cloudformation:
        for section, entries in spec.cloudformation.with_logical_ids():
            for name in entries:
                yield ("cloudformation", section, name), (name,)


# Each check, and the sections that must be whole for it: a route to a function that was taken out is no problem.
CHECKS: tuple[tuple[Callable[[ApiSpec], Iterator[Problem]], frozenset[str]], ...] = (
    (_routes_exist, frozenset({"functions", "routes"})),
    (_routes_reach_functions, frozenset({"functions"})),
    (_routes_do_not_collide, frozenset()),
    (_functions_are_used, frozenset({"routes"})),
    (_functions_answer_in_time, frozenset()),
    (_code_is_there, frozenset()),
    (_environments_fit, frozenset()),
    (_parameter_sets_fit, frozenset()),
    (_parameter_sets_name_parameters, frozenset({"parameters", "cloudformation"})),
    (_logical_ids_are_free, frozenset()),
)
