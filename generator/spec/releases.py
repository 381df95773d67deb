"""Releases: which version of a function an alias leads to, how many of it are warm, and how traffic moves to a new one.

https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
"""

from typing import Annotated, Literal, get_args

from pydantic import Field

from generator.http_api import quotas
from generator.spec.base import Name, Number, RoleArn, SpecModel, Value, matching

# https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
DeploymentType = Literal[
    "AllAtOnce",
    "Canary10Percent5Minutes",
    "Canary10Percent10Minutes",
    "Canary10Percent15Minutes",
    "Canary10Percent30Minutes",
    "Linear10PercentEvery1Minute",
    "Linear10PercentEvery2Minutes",
    "Linear10PercentEvery3Minutes",
    "Linear10PercentEvery10Minutes",
]
PREDEFINED = get_args(DeploymentType)

# https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TriggerConfig.html
TriggerEvent = Literal[
    "DeploymentStart", "DeploymentSuccess", "DeploymentFailure", "DeploymentStop", "DeploymentRollback",
    "DeploymentReady",
]  # fmt: skip


class Scaling(SpecModel):
    """Between which numbers provisioned concurrency follows its use.

    Not down to none, which AWS allows: without executions that are ready there is no use of them to follow. How much of
    them is used is 0.1 to 0.9, as aws-cdk-lib has it.
    https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html
    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
    """

    min_capacity: Value[Annotated[int, Field(ge=1)]] | None = None
    max_capacity: Value[Annotated[int, Field(ge=1)]]
    target_value: Value[Annotated[Number, Field(ge=0.1, le=0.9)]] = 0.7
    scale_in_cooldown: Value[Annotated[int, Field(ge=0)]] | None = None  # seconds
    scale_out_cooldown: Value[Annotated[int, Field(ge=0)]] | None = None  # seconds


class ProvisionedConcurrencyConfig(SpecModel):
    """How many executions of the alias are kept ready.

    https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
    """

    provisioned_concurrent_executions: Value[Annotated[int, Field(ge=1)]]
    scaling: Scaling | None = None

    @property
    def least(self) -> Value[int]:
        """How many are always ready."""
        least = self.scaling.min_capacity if self.scaling else None
        return self.provisioned_concurrent_executions if least is None else least

    @property
    def most(self) -> Value[int]:
        """How many may become ready."""
        return self.scaling.max_capacity if self.scaling else self.provisioned_concurrent_executions


class Hooks(SpecModel):
    """Functions that test a new version: before it gets traffic, and once it has all of it."""

    pre_traffic: Value[Name] | None = None
    post_traffic: Value[Name] | None = None

    @property
    def given(self) -> list[tuple[str, Value[str]]]:
        """Return the hooks that there are, each with its field."""
        hooks = (("pre_traffic", self.pre_traffic), ("post_traffic", self.post_traffic))
        return [(field, hook) for field, hook in hooks if hook is not None]


# https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TriggerConfig.html
TopicArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+(\.fifo)?",
            "the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:deployments",
        ),
    ]
]


class Trigger(SpecModel):
    """A topic that is told of deployments."""

    trigger_name: Value[Annotated[str, Field(min_length=1)]]
    trigger_target_arn: TopicArn
    trigger_events: Annotated[list[TriggerEvent], Field(min_length=1)]


# https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_Alarm.html
AlarmName = Annotated[str, Field(min_length=1, max_length=255)]


class DeploymentPreference(SpecModel):
    """How traffic moves from one version to the next, and what stops it.

    `type` is one of CodeDeploy's own, or a function that gives the name of another configuration.
    """

    type: Value[DeploymentType]
    alarms: Annotated[list[Value[AlarmName]], Field(min_length=1, max_length=quotas.DEPLOYMENT_ALARMS)] | None = None
    hooks: Hooks = Hooks.model_construct()
    role: RoleArn | None = None
    trigger_configurations: list[Trigger] = []
