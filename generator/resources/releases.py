"""Releases: what invokers reach of a function is an alias, which leads to one published version after another.

With a preference, CodeDeploy moves the traffic: https://docs.aws.amazon.com/codedeploy/latest/userguide/welcome.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from troposphere import GetAtt, Ref
from troposphere.awslambda import Alias, Version
from troposphere.policies import CodeDeployLambdaAliasUpdate, UpdatePolicy

from generator import names
from generator.resources.deployment_settings import hook
from generator.resources.element import Element, given
from generator.resources.provisioned_concurrency import configuration, scaling
from generator.spec.api import ApiSpec

if TYPE_CHECKING:
    from generator.spec.functions import FunctionSpec
    from generator.spec.releases import DeploymentPreference


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield, per function with an alias, its Version, its Alias, and how executions that are ready follow their use."""
    for name, function in spec.functions.items():
        if function.auto_publish_alias:
            yield _version(name)
            yield _alias(name, function)
            yield from scaling(name, function)


def _version(name: str) -> Version:
    """Return the version; its ID follows from what it keeps, once the whole template is known.

    See `templates/function_versions.py`. Old ones stay, for rollbacks and for whoever invokes them. One whose own
    deployment is rolled back goes: Lambda would find it unchanged at the next attempt and publish none, and
    CloudFormation fails with `A version for this Lambda function exists`.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
    """
    return Version(
        names.function_version(name),
        DeletionPolicy="RetainExceptOnCreate",
        UpdateReplacePolicy="Retain",
        FunctionName=Ref(names.function(name)),
    )


def _alias(name: str, function: FunctionSpec) -> Alias:
    alias, provisioned = str(function.auto_publish_alias), function.provisioned_concurrency_config
    return Alias(
        names.function_alias(name, alias),
        **given(UpdatePolicy=_update_policy(name, function.deployment_preference)),
        FunctionName=Ref(names.function(name)),
        FunctionVersion=GetAtt(names.function_version(name), "Version"),
        Name=alias,
        **given(ProvisionedConcurrencyConfig=provisioned and configuration(provisioned)),
    )


def _update_policy(name: str, preference: DeploymentPreference | None) -> UpdatePolicy | None:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html"""
    if preference is None:
        return None
    hooks = preference.hooks
    return UpdatePolicy(
        CodeDeployLambdaAliasUpdate=CodeDeployLambdaAliasUpdate(
            ApplicationName=Ref(names.DEPLOYMENT_APPLICATION),
            DeploymentGroupName=Ref(names.deployment_group(name)),
            **given(
                BeforeAllowTrafficHook=hook(hooks.pre_traffic),
                AfterAllowTrafficHook=hook(hooks.post_traffic),
            ),
        )
    )
