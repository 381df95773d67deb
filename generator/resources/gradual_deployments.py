"""Gradual deployments: how CodeDeploy moves the traffic of an alias to a new version, and what makes it go back.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-lambda.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from awacs import aws_lambda, codedeploy, sns
from awacs.aws import Allow, Statement
from troposphere import AWSHelperFn, GenericHelperFn, GetAtt, If, NoValue, Ref, Sub
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
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.spec.releases import PREDEFINED

if TYPE_CHECKING:
    from generator.spec.releases import DeploymentPreference

# https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html
_MANAGED_POLICY = "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"


def shared(spec: ApiSpec) -> Iterator[Element]:
    """Yield the Application of all deployment groups, and the Role of those that bring none, if there are any."""
    preferences = resolved.deployment_preferences(spec)
    if preferences:
        yield Application(names.DEPLOYMENT_APPLICATION, ComputePlatform="Lambda", **given(Tags=tag_list(spec.tags)))
    without_role = [preference for preference in preferences.values() if preference.role is None]
    if without_role:
        yield _role(without_role, spec)


def deployment_group(name: str, preference: DeploymentPreference, spec: ApiSpec) -> DeploymentGroup:
    """Return the group of a function: every failure, alarm or stop leads back to the version before."""
    return DeploymentGroup(
        names.deployment_group(name),
        ApplicationName=Ref(names.DEPLOYMENT_APPLICATION),
        **given(AlarmConfiguration=_alarms(preference.alarms)),
        AutoRollbackConfiguration=AutoRollbackConfiguration(
            Enabled=True,
            Events=["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
        ),
        DeploymentConfigName=_configuration(preference.type),
        DeploymentStyle=DeploymentStyle(DeploymentOption="WITH_TRAFFIC_CONTROL", DeploymentType="BLUE_GREEN"),
        ServiceRoleArn=GetAtt(names.DEPLOYMENT_ROLE, "Arn") if preference.role is None else preference.role,
        **({"TriggerConfigurations": _triggers(preference)} if preference.trigger_configurations else {}),
        **given(Tags=tag_list(spec.tags)),
    )


def hook_name(hook: Any, spec: ApiSpec) -> Any:
    """Return the name by which Lambda knows a hook: a function of the spec, or whatever a function says."""
    return Ref(names.function(hook)) if isinstance(hook, str) else hook


def hook_policy() -> Policy:
    """Return what a function may do that is a hook: say how its test came out.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
    """
    statement = Statement(
        Effect=Allow,
        Action=[codedeploy.PutLifecycleEventHookExecutionStatus],
        Resource=[
            Sub(
                "arn:${AWS::Partition}:codedeploy:${AWS::Region}:${AWS::AccountId}:deploymentgroup:"
                f"${{{names.DEPLOYMENT_APPLICATION}}}/*"
            )
        ],
    )
    return Policy(PolicyName="deployment_hook", PolicyDocument=policy(statement))


def _role(preferences: list[DeploymentPreference], spec: ApiSpec) -> Role:
    """Return the role of CodeDeploy: the managed policy lets it move aliases and read alarms, not call hooks."""
    return Role(
        names.DEPLOYMENT_ROLE,
        AssumeRolePolicyDocument=trust("codedeploy.amazonaws.com"),
        ManagedPolicyArns=[Sub(_MANAGED_POLICY)],
        **({"Policies": policies} if (policies := [*_role_policies(preferences)]) else {}),
        **given(Tags=tag_list(spec.tags)),
    )


def _role_policies(preferences: list[DeploymentPreference]) -> Iterator[Policy]:
    hooks = [_hook_arn(hook) for preference in preferences for _, hook in preference.hooks.given]
    topics = [trigger.trigger_target_arn for each in preferences for trigger in each.trigger_configurations]
    if hooks:
        yield _may("hooks", aws_lambda.InvokeFunction, hooks)
    if topics:
        yield _may("triggers", sns.Publish, topics)


def _may(name: str, action: Any, resources: list[Any]) -> Policy:
    once = [each for index, each in enumerate(resources) if _data(each) not in map(_data, resources[:index])]
    return Policy(PolicyName=name, PolicyDocument=policy(Statement(Effect=Allow, Action=[action], Resource=once)))


def _data(value: Any) -> Any:
    return value.to_dict() if isinstance(value, AWSHelperFn) else value


def _hook_arn(hook: Any) -> Any:
    if isinstance(hook, str):
        return GetAtt(names.function(hook), "Arn")
    arn = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Function}"
    return substituted(arn, Function=hook)


def _configuration(kind: Any) -> Any:
    return f"CodeDeployDefault.Lambda{kind}" if kind in PREDEFINED else kind


def _alarms(alarms: list[Any] | None) -> AlarmConfiguration | None:
    return AlarmConfiguration(Alarms=[_alarm(alarm) for alarm in alarms], Enabled=True) if alarms else None


def _alarm(name: Any) -> Any:
    """Return the entry of an alarm; one that a condition leaves out is left out as a whole."""
    match name.to_dict() if isinstance(name, AWSHelperFn) else None:
        case {"Fn::If": [condition, then, otherwise]}:
            return If(condition, _branch(then), _branch(otherwise))
    return Alarm(Name=name)


def _branch(name: Any) -> Any:
    """A branch is plain data, in the long form."""
    if name == {"Ref": "AWS::NoValue"}:
        return NoValue
    return Alarm(Name=GenericHelperFn(name) if isinstance(name, dict) else name)


def _triggers(preference: DeploymentPreference) -> list[TriggerConfig]:
    return [
        TriggerConfig(
            TriggerEvents=list(trigger.trigger_events),
            TriggerName=trigger.trigger_name,
            TriggerTargetArn=trigger.trigger_target_arn,
        )
        for trigger in preference.trigger_configurations
    ]
