"""The stack set: the product's template, where its stacks stand, and how CloudFormation goes about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from troposphere import AWSHelperFn, Output, Ref
from troposphere import cloudformation as cfn

from generator import names
from generator.resources.element import Element, given, tag_list
from generator.resources.template_urls import template_url
from generator.spec import fleets, resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.stack_sets import OperationPreferences, StackInstances, StackSet


def build(spec: ApiSpec, key: str, capabilities: Sequence[str]) -> Iterator[Element]:
    """Yield the stack set and its ID.

    `key` is that of the product's template in its bucket: another template has another, so that CloudFormation sees it.
    """
    assert spec.stack_set, "only for fleets"
    yield cfn.StackSet(
        names.STACK_SET,
        StackSetName=spec.name if spec.stack_set.name is None else spec.stack_set.name,
        **given(Description=spec.stack_set.description),
        TemplateURL=template_url(resolved.product_bucket(spec), key),
        Capabilities=list(capabilities),
        **_parameters("Parameters", spec.stack_set.parameters),
        **_permissions(spec.stack_set),
        StackInstancesGroup=[_instances(group.places) for group in fleets.groups(spec.stack_set)],
        **_operations(spec.stack_set),
        **given(Tags=tag_list({**spec.tags, **spec.stack_set.tags})),
    )
    yield Output(names.STACK_SET_ID_OUTPUT, Description="The ID of the stack set", Value=Ref(names.STACK_SET))


def _permissions(stack_set: StackSet) -> dict[str, Any]:
    """Who joins an organizational unit is said even if it is to get nothing, so that nobody needs to know a default."""
    auto = stack_set.auto_deployment
    deployment = {
        "Enabled": auto.enabled if auto else False,
        **given(
            RetainStacksOnAccountRemoval=auto.retain_stacks_on_account_removal if auto else None,
            DependsOn=auto.depends_on if auto else None,
        ),
    }
    return {
        "PermissionModel": stack_set.permission_model,
        **given(
            AdministrationRoleARN=stack_set.administration_role_arn,
            ExecutionRoleName=stack_set.execution_role_name,
            CallAs=stack_set.call_as,
            AutoDeployment=cfn.AutoDeployment(**deployment) if stack_set.is_service_managed else None,
        ),
    }


def _instances(places: StackInstances) -> cfn.StackInstances:
    targets = given(
        OrganizationalUnitIds=places.organizational_unit_ids,
        Accounts=places.accounts,
        AccountsUrl=places.accounts_url,
        AccountFilterType=places.account_filter_type,
    )
    return cfn.StackInstances(
        DeploymentTargets=cfn.DeploymentTargets(**targets),
        Regions=places.regions,
        **_parameters("ParameterOverrides", places.parameter_overrides),
    )


def _operations(stack_set: StackSet) -> dict[str, Any]:
    execution = stack_set.managed_execution
    return given(
        OperationPreferences=_preferences(stack_set.operation_preferences) if stack_set.operation_preferences else None,
        ManagedExecution=cfn.ManagedExecution(Active=execution.active) if execution else None,
    )


def _preferences(preferences: OperationPreferences) -> cfn.OperationPreferences:
    return cfn.OperationPreferences(
        **given(
            RegionConcurrencyType=preferences.region_concurrency_type,
            RegionOrder=preferences.region_order,
            FailureToleranceCount=preferences.failure_tolerance_count,
            FailureTolerancePercentage=preferences.failure_tolerance_percentage,
            MaxConcurrentCount=preferences.max_concurrent_count,
            MaxConcurrentPercentage=preferences.max_concurrent_percentage,
            ConcurrencyMode=preferences.concurrency_mode,
        )
    )


def _parameters(field: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values of parameters are texts, also those of numbers."""
    entries = [
        cfn.Parameter(ParameterKey=name, ParameterValue=value if isinstance(value, AWSHelperFn) else str(value))
        for name, value in values.items()
    ]
    return {field: entries} if entries else {}
