"""What must hold between the parts of a spec. `CONCERNS` is the table of contents; each module has its own `CHECKS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from generator.errors import Problem
from generator.spec import resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

    Checks = tuple[tuple[Callable[[ApiSpec], Iterator[Problem]], Set[str]], ...]
    """Checks, each with the sections that must be whole for it: a route to a function that was taken out is no
    problem.
    """


def problems(spec: ApiSpec, incomplete: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Yield everything that is wrong between the parts of a spec whose parts are valid by themselves.

    `incomplete` are sections from which something was taken out because it was not valid: what needs them whole is not
    checked. Must run while the spec's parameters are declared.
    """
    for concern in _concerns(spec, incomplete):
        for check, needed_whole in concern.checks() if concern.wanted(spec) else ():
            if not incomplete & needed_whole:
                yield from check(spec)


def _concerns(spec: ApiSpec, incomplete: frozenset[str]) -> tuple[Concern, ...]:
    """Return what is looked at: in a portfolio nothing of what an API needs, even where the portfolio is not whole."""
    if "portfolio" in incomplete:
        return ()
    return OF_PORTFOLIOS if spec.portfolio else CONCERNS


class Concern(NamedTuple):
    """A module of this package, and which specs it can find something wrong in.

    For others it is not imported: it would cost every short spec its share.
    """

    module: str
    wanted: Callable[[ApiSpec], object] = lambda spec: True

    def checks(self) -> Checks:
        checks: Checks = import_module(f"{__name__}.{self.module}").CHECKS
        return checks


def _names_authorizers(spec: ApiSpec) -> bool:
    return bool(spec.authorizers or spec.default_authorizer) or any(
        route.authorizer or route.scopes for route in spec.routes.values()
    )


def _has_integrations(spec: ApiSpec) -> bool:
    """Say whether a route leads to more than a function, or a section says what routes may lead to."""
    return bool(spec.integrations or spec.vpc_links) or any(
        route.kind != "function" or route.options for route in spec.routes.values()
    )


def _may_hold_secrets(spec: ApiSpec) -> bool:
    raw = spec.cloudformation.parameters if spec.cloudformation else {}
    variables = any(function.environment or function.secrets for function in spec.functions.values())
    return bool(spec.parameters or raw or variables)


def _names_resources(spec: ApiSpec) -> object:
    return _has_integrations(spec) or spec.authorizers or spec.all_domains or resolved.configured(spec)


def _waits_for_something(spec: ApiSpec) -> bool:
    """Say whether a function may name what is made before it: another function, or a resource."""
    return bool(resolved.configured(spec)) or any(
        not isinstance(value, str) for function in spec.functions.values() for value in function.environment.values()
    )


def _translated_with_limits(spec: ApiSpec) -> object:
    """Say whether SAM's translator may find something too long, or too much: of releases, or of tags."""
    return "sam" in spec.flavours and (resolved.released(spec) or spec.tags or resolved.has_setting(spec, "tags"))


def _may_have_conditions(spec: ApiSpec) -> object:
    return spec.all_domains or spec.alarms or spec.dashboard


CONCERNS: tuple[Concern, ...] = (
    Concern("routes"),
    Concern("authorizers", _names_authorizers),
    Concern("cors", lambda spec: spec.cors),
    Concern("integrations", _has_integrations),
    Concern("arns", _names_resources),
    Concern("queues", _has_integrations),
    Concern("mappings", _has_integrations),
    Concern("functions"),
    Concern("stored_code", resolved.stored),
    Concern("function_settings", resolved.configured),
    Concern("destinations", resolved.asynchronous),
    Concern("roles", resolved.permitted),
    Concern("policies", lambda spec: any(function.policy for function in spec.functions.values())),
    Concern("secrets", _may_hold_secrets),
    Concern("releases", resolved.released),
    Concern("sam", _translated_with_limits),
    Concern("cycles"),
    Concern("waiting", _waits_for_something),
    Concern("alarms", lambda spec: spec.alarms),
    Concern("domains", lambda spec: spec.all_domains or spec.disable_execute_api_endpoint),
    Concern("conditions", _may_have_conditions),
    Concern("exports", lambda spec: spec.exports),
    Concern("stages", lambda spec: spec.stages),
    Concern("log_groups"),
    Concern("limits"),
    Concern("overrides", lambda spec: spec.overrides),
    Concern("parameters", lambda spec: spec.parameter_sets),
    Concern("products", lambda spec: spec.service_catalog),
    Concern("service_catalog", lambda spec: spec.service_catalog),
    Concern("fleets", lambda spec: spec.stack_set),
    Concern("fleet_parameters", lambda spec: spec.stack_set),
    Concern("logical_ids"),
)
OF_PORTFOLIOS: tuple[Concern, ...] = (Concern("portfolios"),)
"""What is looked at in a spec that is no API, but a portfolio of several."""
