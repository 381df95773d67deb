"""What a gradual deployment is told in every flavour: its configuration, hooks, triggers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from troposphere import If, Ref, Sub
from troposphere.codedeploy import TriggerConfig

from generator import names
from generator.spec.api import ApiSpec
from generator.spec.references import plain, plain_value
from generator.spec.releases import PREDEFINED

if TYPE_CHECKING:
    from generator.spec.releases import DeploymentPreference

_PREFIX = "CodeDeployDefault.Lambda"


def configuration(kind: Any, spec: ApiSpec) -> Any:
    """Return the name of a deployment configuration; what is not known to give one of `type`'s values gives a name.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
    """
    match plain(kind):
        case str(known) if known in PREDEFINED:
            return f"{_PREFIX}{known}"
        case {"Ref": str(name)} if name in spec.parameters:
            return Sub(f"{_PREFIX}${{{name}}}")
        case {"Fn::If": [condition, *branches]}:
            return If(condition, *(configuration(plain_value(branch), spec) for branch in branches))
    return kind


def hook(hook: Any) -> Any:
    """Return the name by which Lambda knows a hook: a function of the spec, or whatever a function says."""
    return Ref(names.function(hook)) if isinstance(hook, str) else hook


def triggers(preference: DeploymentPreference) -> list[TriggerConfig]:
    return [
        TriggerConfig(
            TriggerEvents=list(trigger.trigger_events),
            TriggerName=trigger.trigger_name,
            TriggerTargetArn=trigger.trigger_target_arn,
        )
        for trigger in preference.trigger_configurations
    ]
