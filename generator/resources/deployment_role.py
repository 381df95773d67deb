"""The role of CodeDeploy: what it may do to move traffic, in every flavour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from awacs import awslambda, sns
from awacs.aws import Allow, Statement
from troposphere import GetAtt, Sub
from troposphere.iam import Policy, Role

from generator import names
from generator.resources.element import given, substituted, tag_list
from generator.resources.policies import policy, trust
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.spec.references import plain

if TYPE_CHECKING:
    from generator.spec.releases import DeploymentPreference

# It may move aliases and read alarms, and invoke functions called `CodeDeployHook_…`; nothing with topics.
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambdaLimited.html
_MANAGED_POLICY = "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"


def build(spec: ApiSpec) -> Iterator[Role]:
    """Yield the Role of those deployments that bring none."""
    preferences = resolved.deployment_preferences(spec).values()
    without_role = [preference for preference in preferences if preference.role is None]
    if without_role:
        yield _role(without_role, spec)


def role_arn(preference: DeploymentPreference) -> Any:
    """Return the ARN of the role with which a function's traffic is moved."""
    return GetAtt(names.DEPLOYMENT_ROLE, "Arn") if preference.role is None else preference.role


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
