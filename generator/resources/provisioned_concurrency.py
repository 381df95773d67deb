"""Executions that are ready: how many an alias has, and how their number follows its use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from troposphere import Ref, Sub
from troposphere.applicationautoscaling import (
    PredefinedMetricSpecification,
    ScalableTarget,
    ScalingPolicy,
    TargetTrackingScalingPolicyConfiguration,
)
from troposphere.awslambda import ProvisionedConcurrencyConfiguration

from generator import names
from generator.resources.element import given
from generator.spec.api import ApiSpec

if TYPE_CHECKING:
    from generator.spec.functions import FunctionSpec
    from generator.spec.releases import ProvisionedConcurrencyConfig, Scaling


def build(spec: ApiSpec) -> Iterator[ScalableTarget | ScalingPolicy]:
    """Yield what makes the executions of each function that are ready follow their use."""
    for name, function in spec.functions.items():
        yield from scaling(name, function)


def configuration(config: ProvisionedConcurrencyConfig) -> ProvisionedConcurrencyConfiguration:
    return ProvisionedConcurrencyConfiguration(ProvisionedConcurrentExecutions=config.provisioned_concurrent_executions)


def scaling(name: str, function: FunctionSpec) -> Iterator[ScalableTarget | ScalingPolicy]:
    """Yield the ScalableTarget and the ScalingPolicy of a function's alias, if it has such."""
    config = function.provisioned_concurrency_config
    if config and config.scaling:
        yield _scalable_target(name, str(function.auto_publish_alias), config)
        yield _scaling_policy(name, config.scaling)


def _scalable_target(name: str, alias: str, config: ProvisionedConcurrencyConfig) -> ScalableTarget:
    """https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html"""
    assert config.scaling, "only for what scales"
    return ScalableTarget(
        names.scalable_target(name),
        DependsOn=names.function_alias(name, alias),
        MinCapacity=config.least,
        MaxCapacity=config.scaling.max_capacity,
        ResourceId=Sub(f"function:${{{names.function(name)}}}:{alias}"),
        ScalableDimension="lambda:function:ProvisionedConcurrency",
        ServiceNamespace="lambda",
    )


def _scaling_policy(name: str, scaling: Scaling) -> ScalingPolicy:
    return ScalingPolicy(
        names.scaling_policy(name),
        PolicyName="utilization",
        PolicyType="TargetTrackingScaling",
        ScalingTargetId=Ref(names.scalable_target(name)),
        TargetTrackingScalingPolicyConfiguration=TargetTrackingScalingPolicyConfiguration(
            PredefinedMetricSpecification=PredefinedMetricSpecification(
                PredefinedMetricType="LambdaProvisionedConcurrencyUtilization"
            ),
            TargetValue=scaling.target_value,
            **given(ScaleInCooldown=scaling.scale_in_cooldown, ScaleOutCooldown=scaling.scale_out_cooldown),
        ),
    )
