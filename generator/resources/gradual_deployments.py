"""Gradual deployments: how CodeDeploy moves the traffic of an alias to a new version, and what makes it go back.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-lambda.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import If, NoValue, Ref
from troposphere.codedeploy import (
    Alarm,
    AlarmConfiguration,
    Application,
    AutoRollbackConfiguration,
    DeploymentGroup,
    DeploymentStyle,
)

from generator import names
from generator.resources import deployment_role
from generator.resources.deployment_settings import configuration, triggers
from generator.resources.element import Element, given, tag_list
from generator.spec import deployment_alarms as alarms_of
from generator.spec import resolved
from generator.spec.api import ApiSpec

if TYPE_CHECKING:
    from generator.spec.releases import DeploymentPreference


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the Application of all deployments, the Role of those that bring none, and a group for each function."""
    preferences = resolved.deployment_preferences(spec)
    yield Application(names.DEPLOYMENT_APPLICATION, ComputePlatform="Lambda", **given(Tags=tag_list(spec.tags)))
    yield from deployment_role.build(spec)
    for name, preference in preferences.items():
        yield _group(name, preference, spec)


def _group(name: str, preference: DeploymentPreference, spec: ApiSpec) -> DeploymentGroup:
    """Return the group of a function: every failure, alarm or stop leads back to the version before."""
    return DeploymentGroup(
        names.deployment_group(name),
        ApplicationName=Ref(names.DEPLOYMENT_APPLICATION),
        **given(AlarmConfiguration=_alarm_configuration(preference, spec)),
        AutoRollbackConfiguration=AutoRollbackConfiguration(
            Enabled=True,
            Events=["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
        ),
        DeploymentConfigName=configuration(preference.type, spec),
        DeploymentStyle=DeploymentStyle(DeploymentOption="WITH_TRAFFIC_CONTROL", DeploymentType="BLUE_GREEN"),
        ServiceRoleArn=deployment_role.role_arn(preference),
        **given(
            TriggerConfigurations=triggers(preference) or None,
            Tags=tag_list({**spec.tags, **spec.functions[name].tags}),
        ),
    )


def _alarm_configuration(preference: DeploymentPreference, spec: ApiSpec) -> Any:
    """Return the alarms; what may be none at all is left out as a whole, for CodeDeploy refuses an empty list.

    https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeploymentGroup.html
    """
    if not preference.alarms:
        return None
    alarms = [alarms_of.condition_and_name(alarm, spec) for alarm in preference.alarms]
    conditions = {condition for condition, _ in alarms}
    (only,) = conditions if len(conditions) == 1 else (None,)
    entries = [_when(None if only else condition, Alarm(Name=name)) for condition, name in alarms]
    return _when(only, AlarmConfiguration(Alarms=entries, Enabled=True))


def _when(condition: alarms_of.Condition | None, value: Any) -> Any:
    if condition is None:
        return value
    return If(condition.name, value, NoValue) if condition.holds else If(condition.name, NoValue, value)
