"""Gradual deployments: how CodeDeploy moves the traffic of an alias to a new version, and what makes it go back.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-lambda.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from awacs import awslambda, sns
from awacs.aws import Allow, Statement
from troposphere import GetAtt, If, NoValue, Ref, Sub
from troposphere.codedeploy import (
    Alarm,
    AlarmConfiguration,
    Application,
    AutoRollbackConfiguration,
    DeploymentGroup,
    DeploymentStyle,
    TriggerConfig,
)
from troposphere.iam import Policy, Role

from generator import names
from generator.resources.element import Element, given, substituted, tag_list
from generator.resources.policies import policy, trust
from generator.spec import deployment_alarms as alarms_of
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.spec.references import plain, plain_value
from generator.spec.releases import PREDEFINED

if TYPE_CHECKING:
    from generator.spec.releases import DeploymentPreference

# It may move aliases and read alarms, and invoke functions called `CodeDeployHook_…`; nothing with topics.
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambdaLimited.html
_MANAGED_POLICY = "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"
_PREFIX = "CodeDeployDefault.Lambda"


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the Application of all deployments, the Role of those that bring none, and a group for each function."""
    preferences = resolved.deployment_preferences(spec)
    yield Application(names.DEPLOYMENT_APPLICATION, ComputePlatform="Lambda", **given(Tags=tag_list(spec.tags)))
    without_role = [preference for preference in preferences.values() if preference.role is None]
    if without_role:
        yield _role(without_role, spec)
    for name, preference in preferences.items():
        yield _group(name, preference, spec)


def _role(preferences: list[DeploymentPreference], spec: ApiSpec) -> Role:
    """Return the role of CodeDeploy: beside the managed policy, it may invoke these hooks and tell these topics.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html
    """
    return Role(
        names.DEPLOYMENT_ROLE,
        AssumeRolePolicyDocument=trust("codedeploy.amazonaws.com"),
        ManagedPolicyArns=[Sub(_MANAGED_POLICY)],
        **given(Policies=[*_role_policies(preferences)] or None, Tags=tag_list(spec.tags)),
    )


def _role_policies(preferences: list[DeploymentPreference]) -> Iterator[Policy]:
    hooks = [_hook_arn(hook) for preference in preferences for _, hook in preference.hooks.given]
    topics = [trigger.trigger_target_arn for each in preferences for trigger in each.trigger_configurations]
    if hooks:
        yield _may("hooks", awslambda.InvokeFunction, hooks)
    if topics:
        yield _may("triggers", sns.Publish, topics)


def _may(name: str, action: Any, resources: list[Any]) -> Policy:
    once = [each for index, each in enumerate(resources) if plain(each) not in map(plain, resources[:index])]
    return Policy(PolicyName=name, PolicyDocument=policy(Statement(Effect=Allow, Action=[action], Resource=once)))


def _hook_arn(hook: Any) -> Any:
    if isinstance(hook, str):
        return GetAtt(names.function(hook), "Arn")
    arn = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Function}"
    return substituted(arn, Function=hook)


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
        DeploymentConfigName=_configuration(preference.type, spec),
        DeploymentStyle=DeploymentStyle(DeploymentOption="WITH_TRAFFIC_CONTROL", DeploymentType="BLUE_GREEN"),
        ServiceRoleArn=GetAtt(names.DEPLOYMENT_ROLE, "Arn") if preference.role is None else preference.role,
        **given(
            TriggerConfigurations=_triggers(preference) or None,
            Tags=tag_list({**spec.tags, **spec.functions[name].tags}),
        ),
    )


def _configuration(kind: Any, spec: ApiSpec) -> Any:
    """Return the name of a deployment configuration; what is not known to give one of `type`'s values gives a name.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
    """
    match plain(kind):
        case str(known) if known in PREDEFINED:
            return f"{_PREFIX}{known}"
        case {"Ref": str(name)} if name in spec.parameters:
            return Sub(f"{_PREFIX}${{{name}}}")
        case {"Fn::If": [condition, *branches]}:
            return If(condition, *(_configuration(plain_value(branch), spec) for branch in branches))
    return kind


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


def _triggers(preference: DeploymentPreference) -> list[TriggerConfig]:
    return [
        TriggerConfig(
            TriggerEvents=list(trigger.trigger_events),
            TriggerName=trigger.trigger_name,
            TriggerTargetArn=trigger.trigger_target_arn,
        )
        for trigger in preference.trigger_configurations
    ]
