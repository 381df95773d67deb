"""Credentials: the roles with which API Gateway itself calls AWS services, one for each such integration.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from awacs.aws import Action, Allow, PolicyDocument, Statement
from troposphere import AWSHelperFn, GetAtt, Join, Ref, Split, Sub
from troposphere.iam import Policy, Role

from generator import names
from generator.resources.element import Element, given, substituted, tag_list
from generator.resources.policies import policy, trust
from generator.spec.api import ApiSpec
from generator.spec.raw import raw_type
from generator.spec.references import named, text_of

if TYPE_CHECKING:
    from generator.spec.services import AppConfig, Service

_STATE_MACHINE = "AWS::StepFunctions::StateMachine"


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Role per integration of a service, unless it brings a role of its own."""
    for logical_id, integration in spec.all_integrations.items():
        if integration.is_service and integration.credentials_arn is None:
            service: Service = integration.backend
            _, role, _ = names.of_integration(logical_id)
            yield Role(
                role,
                AssumeRolePolicyDocument=trust("apigateway.amazonaws.com"),
                Policies=[Policy(PolicyName=service.action_name, PolicyDocument=_may_call(service, spec))],
                **given(Tags=tag_list(spec.tags)),
            )


def _may_call(service: Service, spec: ApiSpec) -> PolicyDocument:
    """Let it do this one thing, to this one resource."""
    statement = Statement(
        Effect=Allow,
        Action=[Action(*service.definition.permission.split(":"))],
        Resource=_resources(service, spec),
    )
    return policy(statement)


def _resources(service: Service, spec: ApiSpec) -> list[Any]:
    if service.SERVICE == "app_config":
        return _of_app_config(service)  # type: ignore[arg-type]  # its name says which it is
    if service.resource is None:
        default_bus = "arn:${AWS::Partition}:events:${Region}:${AWS::AccountId}:event-bus/default"
        return [substituted(default_bus, Region=_region(service))]
    if "execution:" in service.definition.resources[0]:
        return [_executions(service.resource, spec)]
    return [service.resource]


def _of_app_config(service: AppConfig) -> list[Any]:
    """https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappconfig.html"""
    application = "arn:${AWS::Partition}:appconfig:${Region}:${AWS::AccountId}:application/${Application}"
    below = ("", "/environment/${Environment}", "/configurationprofile/${Configuration}")
    return [
        substituted(
            application + rest,
            Region=_region(service),
            Application=service.application,
            Environment=service.environment,
            Configuration=service.configuration,
        )
        for rest in below
    ]


def _region(service: Service) -> Any:
    return Ref("AWS::Region") if service.region is None else service.region


def _executions(state_machine: Any, spec: ApiSpec) -> Any:
    """Return the ARN of all executions of a state machine: `arn:…:execution:NAME:*`."""
    source = named(state_machine)
    if source and raw_type(source.logical_id, spec) == _STATE_MACHINE:
        own = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Name}:*"
        return substituted(own, Name=GetAtt(source.logical_id, "Name"))
    text = text_of(state_machine)
    if text and ":stateMachine:" in text:
        arn = text.replace(":stateMachine:", ":execution:") + ":*"
        return Sub(arn) if isinstance(state_machine, AWSHelperFn) else arn
    return Sub("${Execution}:*", Execution=Join(":execution:", Split(":stateMachine:", state_machine)))
