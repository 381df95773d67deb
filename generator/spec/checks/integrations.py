"""Integrations: named ones exist and are used, and what stands in them leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator import names
from generator.errors import Problem, SpecPath, there_is_no
from generator.spec import resolved
from generator.spec.integrations import FUNCTIONS, SERVICES, IntegrationSpec
from generator.spec.raw import raw_resource, raw_type
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


def named_integrations_exist(spec: ApiSpec) -> Iterator[Problem]:
    for key, route in spec.routes.items():
        name = route.integration
        if name is not None and name not in spec.integrations:
            message = there_is_no("integration", name, spec.integrations)
            yield Problem(("routes", str(key), "integration"), message)


def named_integrations_are_used(spec: ApiSpec) -> Iterator[Problem]:
    for path, _, routes in resolved.written_integrations(spec):
        if not routes:
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
    written = resolved.written_integrations(spec)
    used = {integration.private.vpc_link for _, integration, _ in written if integration.private}
    for name in spec.vpc_links:
        if name not in used:
            yield Problem(("vpc_links", name), "is used by no integration: give it one, or remove it")


def options_fit_their_backend(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        for option in integration.options:
            if integration.kind not in _OPTIONS_OF.get(option, (integration.kind,)):
                yield Problem((*path, option), _misplaced(option, integration.kind))


def arns_are_arns(spec: ApiSpec) -> Iterator[Problem]:
    """`!Ref` of a queue is its URL, of a stream its name: what is an ARN for some types is not for others."""
    for path, integration, _ in resolved.written_integrations(spec):
        for field, arn in _arns(integration):
            if problem := _ref_problem(arn, spec):
                yield Problem((*path, *field), problem)


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


def _arns(integration: IntegrationSpec) -> Iterator[tuple[SpecPath, Any]]:
    yield ("credentials_arn",), integration.credentials_arn
    yield ("function_arn",), integration.function_arn
    if integration.private:
        yield ("private", "listener"), integration.private.listener
        yield ("private", "service"), integration.private.service
    if integration.is_service and (field := integration.backend.RESOURCE[0]):
        yield (integration.kind, field), integration.backend.resource


def _ref_problem(arn: object, spec: ApiSpec) -> str | None:
    source = named(arn)
    if source is None:
        return None
    name, attribute = source
    resource_type = _type_of(name, spec)
    if resource_type not in _REF_IS or attribute == "Arn":
        return None
    what = _REF_IS[resource_type] if attribute is None else f"its {attribute}"
    written = f"!Ref {name}" if attribute is None else f"!GetAtt {name}.{attribute}"
    return f"must be an ARN, but {written} is {what}: write !GetAtt {name}.Arn"


def _type_of(resource: str, spec: ApiSpec) -> str | None:
    """Return the type of a resource that is known: of the raw section, or a function or its role."""
    for name in spec.functions:
        if resource in (names.function(name), names.role(name)):
            return "AWS::Lambda::Function" if resource == names.function(name) else "AWS::IAM::Role"
    return raw_type(resource, spec)


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
    (arns_are_arns, set()),
    (state_machines_fit_their_action, set()),
)
