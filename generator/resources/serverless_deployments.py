"""How SAM is told to move the traffic of an alias: a DeploymentPreference, of which its translator makes the group.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deploymentpreference.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from troposphere import If, NoValue

from generator.resources.deployment_role import role_arn
from generator.resources.deployment_settings import configuration, hook, triggers
from generator.resources.element import given
from generator.spec import deployment_alarms as alarms_of
from generator.spec.api import ApiSpec

if TYPE_CHECKING:
    from generator.spec.releases import DeploymentPreference


def deployment_preference(preference: DeploymentPreference, spec: ApiSpec) -> dict[str, Any]:
    """Return a DeploymentPreference; its Role is that of the plain template, which says what it may do."""
    kind, hooks = preference.type, preference.hooks
    return {
        "Type": kind if isinstance(kind, str) else configuration(kind, spec),
        **given(
            Alarms=_alarms(preference, spec),
            Hooks=given(PreTraffic=hook(hooks.pre_traffic), PostTraffic=hook(hooks.post_traffic)),
        ),
        "Role": role_arn(preference),
        **given(TriggerConfigurations=triggers(preference) or None),
    }


def _alarms(preference: DeploymentPreference, spec: ApiSpec) -> Any:
    """Return the names of the alarms, in both cases if there is a condition: the translator takes one, around them all.

    Of `[!Ref AWS::NoValue]` it makes no alarms; of `AWS::NoValue` itself an error.
    """
    if not preference.alarms:
        return None
    alarms = [alarms_of.condition_and_name(alarm, spec) for alarm in preference.alarms]
    condition = next((condition.name for condition, _ in alarms if condition), None)
    if condition is None:
        return [name for _, name in alarms]
    cases = ([name for each, name in alarms if each is None or each.holds is holds] for holds in (True, False))
    return If(condition, *(names or [NoValue] for names in cases))
