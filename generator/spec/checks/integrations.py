"""Integrations: named ones exist and are used, and what stands in them leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import names
from generator.errors import Problem, SpecPath, did_you_mean
from generator.http_api.route_keys import RouteKey
from generator.spec import arns
from generator.spec.integrations import SERVICES, IntegrationSpec

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

_OF_FUNCTIONS = ("function", "function_arn")
# What an option can stand beside; those that are not here, beside anything.
_OPTIONS_OF: dict[str, tuple[str, ...]] = {
    "payload_format_version": _OF_FUNCTIONS,
    "request_parameters": (*_OF_FUNCTIONS, "http", "private"),
    "credentials_arn": (*_OF_FUNCTIONS, *SERVICES),
}
# What `!Ref` is of resources whose ARN is `!GetAtt X.Arn`; of others that have a place here, it is the ARN itself.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
_REF_IS = {
    "AWS::SQS::Queue": "its URL",
    "AWS::Kinesis::Stream": "its name",
    "AWS::Events::EventBus": "its name",
    "AWS::ServiceDiscovery::Service": "its ID",
    "AWS::Lambda::Function": "its name",
    "AWS::Serverless::Function": "its name",
    "AWS::IAM::Role": "its name",
}

_WRONG_TYPES = {"StartSyncExecution": "STANDARD", "StopExecution": "EXPRESS"}


class Placed(NamedTuple):
    """An integration that says something, where it stands in the spec, and the routes that lead to it."""

    path: SpecPath
    integration: IntegrationSpec
    routes: list[RouteKey]


def placed(spec: ApiSpec) -> Iterator[Placed]:
    """Yield every integration that stands in the spec: named ones, and those of routes."""
    for name, integration in spec.integrations.items():
        routes = [key for key, route in spec.routes.items() if route.integration == name]
        yield Placed(("integrations", name), integration, routes)
    for key, route in spec.routes.items():
        if route.integration is None:
            yield Placed(("routes", str(key)), route, [key])


def named_integrations_exist(spec: ApiSpec) -> Iterator[Problem]:
    for key, route in spec.routes.items():
        name = route.integration
        if name is not None and name not in spec.integrations:
            hint = _known(name, spec.integrations)
            yield Problem(("routes", str(key), "integration"), f"there is no integration {name}{hint}")


def named_integrations_are_used(spec: ApiSpec) -> Iterator[Problem]:
    for path, _, routes in placed(spec):
        if not routes:
            yield Problem(path, "is used by no route: give it one, or remove it")


def named_integrations_reach_functions(spec: ApiSpec) -> Iterator[Problem]:
    for name, integration in spec.integrations.items():
        function = integration.function
        if function is not None and function not in spec.functions:
            hint = _known(function, spec.functions)
            yield Problem(("integrations", name, "function"), f"there is no function {function}{hint}")


def vpc_links_exist(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in placed(spec):
        if integration.private and (link := integration.private.vpc_link) not in spec.vpc_links:
            yield Problem((*path, "private", "vpc_link"), f"there is no VPC link {link}{_known(link, spec.vpc_links)}")


def vpc_links_are_used(spec: ApiSpec) -> Iterator[Problem]:
    used = {integration.private.vpc_link for _, integration, _ in placed(spec) if integration.private}
    for name in spec.vpc_links:
        if name not in used:
            yield Problem(("vpc_links", name), "is used by no integration: give it one, or remove it")


def options_fit_their_backend(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in placed(spec):
        for option in integration.options:
            if integration.kind not in _OPTIONS_OF.get(option, (integration.kind,)):
                yield Problem((*path, option), _misplaced(option, integration.kind))


def arns_are_arns(spec: ApiSpec) -> Iterator[Problem]:
    """`!Ref` of a queue is its URL, of a stream its name: what is an ARN for some types is not for others."""
    for path, integration, _ in placed(spec):
        for field, arn in _arns(integration):
            if problem := _ref_problem(arn, spec):
                yield Problem((*path, *field), problem)


def state_machines_fit_their_action(spec: ApiSpec) -> Iterator[Problem]:
    """An express one is started and waited for, but not stopped; a standard one the other way round.

    https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
    https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
    """
    for path, integration, _ in placed(spec):
        if integration.step_functions and (named := arns.named(integration.step_functions.state_machine)):
            wrong = _WRONG_TYPES.get(integration.step_functions.action)
            if wrong and wrong == _state_machine_type(named.resource, spec):
                place = (*path, "step_functions", "action")
                yield Problem(place, f"cannot be done to {named.resource}, which is {wrong}")


def _known(name: str, known: Any) -> str:
    there = f"; known here: {', '.join(known)}" if known else "; the spec has none"
    return did_you_mean(name, known) or there


def _misplaced(option: str, kind: str) -> str:
    if option == "request_parameters":
        return f"is not for services: what {kind} gets are its own fields"
    also = " and services" if option == "credentials_arn" else ""
    return f"is for functions{also} only, not for {kind}: remove it"


def _arns(integration: IntegrationSpec) -> Iterator[tuple[SpecPath, Any]]:
    yield ("credentials_arn",), integration.credentials_arn
    yield ("function_arn",), integration.function_arn
    if integration.private:
        yield ("private", "listener"), integration.private.listener
        yield ("private", "service"), integration.private.service
    if integration.is_service and (field := integration.backend.RESOURCE[0]):
        yield (integration.kind, field), integration.backend.resource


def _ref_problem(arn: object, spec: ApiSpec) -> str | None:
    named = arns.named(arn)
    if named is None:
        return None
    resource_type = _type_of(named.resource, spec)
    if resource_type not in _REF_IS or named.attribute == "Arn":
        return None
    what = _REF_IS[resource_type] if named.attribute is None else f"its {named.attribute}"
    written = f"!Ref {named.resource}" if named.attribute is None else f"!GetAtt {named.resource}.{named.attribute}"
    return f"must be an ARN, but {written} is {what}: write !GetAtt {named.resource}.Arn"


def _type_of(resource: str, spec: ApiSpec) -> str | None:
    """Return the type of a resource that is known: of the raw section, or a function or its role."""
    for name in spec.functions:
        if resource in (names.function(name), names.role(name)):
            return "AWS::Lambda::Function" if resource == names.function(name) else "AWS::IAM::Role"
    return arns.raw_type(resource, spec)


def _state_machine_type(resource: str, spec: ApiSpec) -> object:
    """Return what a state machine of the raw section is; None for what is none, or is not known to be it."""
    if spec.cloudformation is None or arns.raw_type(resource, spec) != "AWS::StepFunctions::StateMachine":
        return None
    properties = spec.cloudformation.resources[resource].get("Properties")
    return properties.get("StateMachineType", "STANDARD") if isinstance(properties, dict) else None
