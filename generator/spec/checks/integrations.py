"""Integrations: named ones exist and are used, and what stands in them leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem, there_is_no
from generator.spec import resolved
from generator.spec.integrations import FUNCTIONS, SERVICES
from generator.spec.raw import raw_resource
from generator.spec.references import named

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

# What an option can stand beside; those that are not here, beside anything.
_OPTIONS_OF: dict[str, tuple[str, ...]] = {
    "payload_format_version": FUNCTIONS,
    "request_parameters": (*FUNCTIONS, "http", "private"),
    "credentials_arn": (*FUNCTIONS, *SERVICES),
}
_WRONG_TYPES = {"StartSyncExecution": "STANDARD", "StopExecution": "EXPRESS"}


def named_integrations_exist(spec: ApiSpec) -> Iterator[Problem]:
    for key, route in spec.routes.items():
        name = route.integration
        if name is not None and name not in spec.integrations:
            is_function = f"{name} is a function: write {{function: {name}}}" if name in spec.functions else None
            message = is_function or there_is_no("integration", name, spec.integrations)
            yield Problem(("routes", str(key), "integration"), message)


def named_integrations_are_used(spec: ApiSpec) -> Iterator[Problem]:
    """While a route's name leads nowhere, it is not known which integration was meant by it."""
    leads_nowhere = {route.integration for route in spec.routes.values()} - {*spec.integrations, None}
    leads_nowhere |= {route.function for route in spec.routes.values()} - {*spec.functions, None}
    for path, _, routes in resolved.written_integrations(spec):
        if not routes and not leads_nowhere:
            yield Problem(path, "is used by no route: give it one, or remove it")


def named_integrations_reach_functions(spec: ApiSpec) -> Iterator[Problem]:
    for name, integration in spec.integrations.items():
        function = integration.function
        if function is not None and function not in spec.functions:
            message = there_is_no("function", function, spec.functions)
            yield Problem(("integrations", name, "function"), message)


def vpc_links_exist(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        if integration.private and (link := integration.private.vpc_link) not in spec.vpc_links:
            yield Problem((*path, "private", "vpc_link"), there_is_no("VPC link", link, spec.vpc_links))


def vpc_links_are_used(spec: ApiSpec) -> Iterator[Problem]:
    """While a name leads nowhere, it is not known which VPC link was meant by it."""
    written = resolved.written_integrations(spec)
    used = {integration.private.vpc_link for _, integration, _ in written if integration.private}
    for name in spec.vpc_links if used <= spec.vpc_links.keys() else ():
        if name not in used:
            yield Problem(("vpc_links", name), "is used by no integration: give it one, or remove it")


def options_fit_their_backend(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        for option in integration.options:
            if integration.kind not in _OPTIONS_OF.get(option, (integration.kind,)):
                yield Problem((*path, option), _misplaced(option, integration.kind))


def state_machines_fit_their_action(spec: ApiSpec) -> Iterator[Problem]:
    """An express one is started and waited for, but not stopped; a standard one the other way round.

    https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
    https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
    """
    for path, integration, _ in resolved.written_integrations(spec):
        if integration.step_functions and (machine := named(integration.step_functions.state_machine)):
            wrong = _WRONG_TYPES.get(integration.step_functions.action)
            if wrong and wrong == _state_machine_type(machine.logical_id, spec):
                place = (*path, "step_functions", "action")
                yield Problem(place, f"cannot be done to {machine.logical_id}, which is {wrong}")


def _misplaced(option: str, kind: str) -> str:
    if option == "request_parameters":
        return f"is not for services: what {kind} gets are its own fields"
    also = " and services" if option == "credentials_arn" else ""
    return f"is for functions{also} only, not for {kind}: remove it"


def _state_machine_type(resource: str, spec: ApiSpec) -> object:
    """Return what a state machine of the raw section is; None for what is none."""
    machine = raw_resource(resource, spec)
    if machine is None or machine.type != "AWS::StepFunctions::StateMachine":
        return None
    return machine.properties.get("StateMachineType", "STANDARD")


CHECKS: Checks = (
    (named_integrations_exist, {"integrations"}),
    (named_integrations_are_used, {"routes"}),
    (named_integrations_reach_functions, {"functions"}),
    (vpc_links_exist, {"vpc_links"}),
    (vpc_links_are_used, {"routes", "integrations"}),
    (options_fit_their_backend, set()),
    (state_machines_fit_their_action, set()),
)
