"""Functions: used, answering in time, with code and an environment that fit."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.aws_lambda.runtimes import X86_64_ONLY
from generator.errors import Problem, SpecPath
from generator.http_api import quotas, timeouts
from generator.http_api.timeouts import Bound
from generator.spec import resolved
from generator.spec.code import CodeError
from generator.spec.known_values import alternatives, declared_values
from generator.spec.references import references, text_of
from generator.spec.wording import shown

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


_VARIABLE = re.compile(r"\$\{[^!}][^}]*\}")  # of a `!Sub`


def functions_are_used(spec: ApiSpec) -> Iterator[Problem]:
    """A function may also work behind the API: then something in the raw section, such as a trigger, refers to it.

    While a name leads nowhere, it is not known which function was meant by it.
    """
    mistaken = {route.integration for route in spec.routes.values()} - {*spec.integrations}
    used = resolved.named_functions(spec) | (mistaken & spec.functions.keys()) | spec.hooks.keys()
    if not spec.routes or not used < spec.functions.keys():
        return
    referred_to = {name for _, name in references(spec)}
    for name in spec.functions:
        if name not in used and names.function(name) not in referred_to:
            yield Problem(("functions", name), "is used by no route: give it one, or remove it")


def functions_answer_in_time(spec: ApiSpec) -> Iterator[Problem]:
    """What API Gateway waits for must not run longer; what works behind the API may.

    A timeout in `defaults` is reported there, once for all functions that leave theirs out.
    """
    problems: dict[SpecPath, str] = {}
    for name, bound in _bounds(spec).items():
        function = spec.functions[name]
        seconds = _too_long(function.timeout, bound.seconds)
        if seconds and "timeout" in function.model_fields_set:
            problems["functions", name, "timeout"] = f"must be at most {bound.seconds} (got {seconds}): {bound.reason}"
        elif seconds and bound.seconds == quotas.INTEGRATION_TIMEOUT:
            problems["defaults", "timeout"] = f"must be at most {bound.seconds} (got {seconds}): {bound.reason}"
        elif seconds:
            message = f"needs a timeout of at most {bound.seconds} (without its own, it has {seconds}): {bound.reason}"
            problems["functions", name] = message
    for path, message in problems.items():
        yield Problem(path, message)


def _bounds(spec: ApiSpec) -> dict[str, Bound]:
    """Return the longest timeout that each function can have for which API Gateway waits."""
    bounds: dict[str, list[Bound]] = {}
    for integration in spec.all_integrations.values():
        if integration.function in spec.functions:
            bounds.setdefault(str(integration.function), []).append(_of_integration(integration.timeout_in_millis))
    for authorizer in spec.authorizers.values():
        if authorizer.function in spec.functions:
            bounds.setdefault(str(authorizer.function), []).append(timeouts.OF_AUTHORIZERS)
    shortest = {name: min(found, key=lambda bound: bound.seconds) for name, found in bounds.items()}
    return {name: shortest[name] for name in spec.functions if name in shortest}


def _of_integration(timeout_in_millis: object) -> Bound:
    known = [millis for millis in declared_values(timeout_in_millis) if isinstance(millis, int)]
    return timeouts.of_integration(min(known, default=None))


def _too_long(timeout: object, bound: int) -> int | None:
    """Return the first of the values that a timeout may take which is longer than API Gateway waits."""
    known = (seconds for seconds in declared_values(timeout) if isinstance(seconds, int))
    return next((seconds for seconds in known if seconds > bound), None)


def code_is_there(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        try:
            function.source  # noqa: B018 - read here, so that building cannot fail
        except CodeError as error:
            yield Problem(("functions", name, error.field), str(error))
        except OSError as error:
            file = shown(os.path.relpath(error.filename))
            yield Problem(("functions", name, "code"), f"{file} cannot be read: {error.strerror}")


def runtimes_run(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html"""
    for name, function in spec.functions.items():
        if function.runtime in X86_64_ONLY and function.architecture != "x86_64" and not function.image:
            yield Problem(
                ("functions", name, "runtime"),
                f"runs on x86_64 only (got {function.runtime}): say architecture: x86_64",
            )


def environments_fit(spec: ApiSpec) -> Iterator[Problem]:
    """What defaults and the function say together. What is not known of a value does not count."""
    for name, function in spec.functions.items():
        variables = {**function.environment, **function.secrets}
        size = sum(len(key.encode()) + _least_bytes(value) for key, value in variables.items())
        if size > quotas.ENVIRONMENT_BYTES:
            yield Problem(
                ("functions", name, "environment"),
                f"names and values take {size:,} bytes; Lambda allows {quotas.ENVIRONMENT_BYTES:,}",
            )


def _least_bytes(value: object) -> int:
    """Return how long a value is at the least, whichever it is."""
    sizes = []
    for each, _ in alternatives(value):
        known = [text for text in declared_values(each) if isinstance(text, str)]
        text = each if isinstance(each, str) else _VARIABLE.sub("", text_of(each) or "")
        sizes.append(len(text.encode()) if text or not known else min(len(text.encode()) for text in known))
    return min(sizes)


CHECKS: Checks = (
    (functions_are_used, {"routes", "integrations", "authorizers", "cloudformation", "overrides"}),
    (functions_answer_in_time, set()),
    (code_is_there, set()),
    (runtimes_run, set()),
    (environments_fit, set()),
)
