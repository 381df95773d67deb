"""Functions: used, answering in time, with code and an environment that fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem, SpecPath
from generator.http_api import quotas
from generator.spec import resolved
from generator.spec.base import declared_values
from generator.spec.code import CodeError
from generator.spec.references import references

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


def functions_are_used(spec: ApiSpec) -> Iterator[Problem]:
    """A function may also work behind the API: then something in the raw section, such as a trigger, refers to it."""
    used = {*resolved.invoked_functions(spec)}
    if not spec.routes or used >= spec.functions.keys():
        return
    referred_to = {name for _, name in references(spec)}
    for name in spec.functions:
        if name not in used and names.function(name) not in referred_to:
            yield Problem(("functions", name), "is used by no route: give it one, or remove it")


def functions_answer_in_time(spec: ApiSpec) -> Iterator[Problem]:
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


def code_is_there(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        try:
            function.source  # noqa: B018 - read here, so that building cannot fail
        except CodeError as error:
            yield Problem(("functions", name, error.field), str(error))
        except OSError as error:
            yield Problem(("functions", name, "code"), f"cannot be read: {error.strerror}")


def environments_fit(spec: ApiSpec) -> Iterator[Problem]:
    """What defaults and the function say together. Functions of parameters are not known, and do not count."""
    for name, function in spec.functions.items():
        values = [key + value for key, value in function.environment.items() if isinstance(value, str)]
        size = len("".join(values).encode())
        if size > quotas.ENVIRONMENT_BYTES:
            yield Problem(
                ("functions", name, "environment"),
                f"names and values take {size:,} bytes; Lambda allows {quotas.ENVIRONMENT_BYTES:,}",
            )
