"""Settings that most functions do without, and what a function's role must allow for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from awacs import awslambda, ec2, elasticfilesystem, events, kms, s3, sns, sqs, xray
from awacs.aws import Action, Allow, ArnLike, Condition, Deny, Statement, StringEquals
from troposphere import If, NoValue, Ref, Sub
from troposphere.awslambda import (
    DeadLetterConfig,
    EphemeralStorage,
    FileSystemConfig,
    RuntimeManagementConfig,
    SnapStart,
    TracingConfig,
    VPCConfig,
)
from troposphere.iam import Policy

from generator import names
from generator.resources.element import given, substituted
from generator.resources.policies import policy
from generator.spec.api import ApiSpec
from generator.spec.destinations import destinations, targets
from generator.spec.references import plain, plain_value

if TYPE_CHECKING:
    from generator.spec.functions import FunctionSpec

_MOUNT_TARGET = "AWS::EFS::MountTarget"


def setting_properties(name: str, function: FunctionSpec, spec: ApiSpec) -> dict[str, Any]:
    """Return the properties of a Function for the settings that it has, and what it waits for."""
    management = function.runtime_management_config
    storage = function.ephemeral_storage
    queue = function.dead_letter_queue
    return given(
        Layers=function.layers or None,
        EphemeralStorage=None if storage is None else EphemeralStorage(Size=storage),
        KmsKeyArn=function.kms_key_arn,
        VpcConfig=_vpc_config(function),
        FileSystemConfigs=_file_systems(function),
        TracingConfig=None if function.tracing is None else TracingConfig(Mode=function.tracing),
        SnapStart=SnapStart(ApplyOn=function.snap_start) if function.snap_start else None,
        RuntimeManagementConfig=management
        and RuntimeManagementConfig(
            UpdateRuntimeOn=management.update_runtime_on, **given(RuntimeVersionArn=management.runtime_version_arn)
        ),
        RecursiveLoop=function.recursive_loop,
        CodeSigningConfigArn=_code_signing(name, function),
        DeadLetterConfig=queue and DeadLetterConfig(TargetArn=queue.target_arn),
        DependsOn=_mount_targets(function, spec),
    )


def _vpc_config(function: FunctionSpec) -> VPCConfig | None:
    config = function.vpc_config
    if config is None:
        return None
    return VPCConfig(
        SubnetIds=config.subnet_ids,
        SecurityGroupIds=config.security_group_ids,
        **given(Ipv6AllowedForDualStack=config.ipv6_allowed_for_dual_stack),
    )


def _file_systems(function: FunctionSpec) -> list[FileSystemConfig] | None:
    found = [
        FileSystemConfig(Arn=each.arn, LocalMountPath=each.local_mount_path) for each in function.file_system_configs
    ]
    return found or None


def _mount_targets(function: FunctionSpec, spec: ApiSpec) -> list[str] | None:
    """Return the mount targets in the raw section: a function can reach its file system only once they are there.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-filesystemconfig.html
    """
    resources = spec.cloudformation.resources if spec.cloudformation and function.file_system_configs else {}
    found = [title for title, body in resources.items() if isinstance(body, dict) and body.get("Type") == _MOUNT_TARGET]
    return found or None


def _code_signing(name: str, function: FunctionSpec) -> Any:
    config = function.code_signing_config
    if config is None:
        return None
    return Ref(names.code_signing_config(name)) if config.arn is None else config.arn


def setting_policies(name: str, function: FunctionSpec, spec: ApiSpec) -> Iterator[Policy | If]:
    """Yield what Lambda itself, with the function's role, must do for its settings: one Policy each."""
    if function.tracing is not None:
        yield Policy(PolicyName="tracing", PolicyDocument=policy(_TRACING))
    if function.vpc_config:
        yield Policy(PolicyName="network", PolicyDocument=policy(_NETWORK, *_network_is_for_lambda(function)))
    if function.file_system_configs:
        mounted = [_mount(each.arn) for each in function.file_system_configs]
        yield Policy(PolicyName="file-system", PolicyDocument=policy(*mounted))
    if function.kms_key_arn is not None:
        yield _key_policy(function.kms_key_arn)
    if queue := function.dead_letter_queue:
        (target, *_) = targets(function)
        sent = list(_sending(target.kind(spec), queue.target_arn))
        yield Policy(PolicyName="dead-letter-queue", PolicyDocument=policy(*sent))
    if sent := [each for target in destinations(function) for each in _sending(target.kind(spec), target.arn)]:
        yield Policy(PolicyName="destinations", PolicyDocument=policy(*sent))


def _key_policy(key: Any) -> Policy | If:
    """Return what decrypting takes; where there may be no key, none is named: IAM refuses a statement about nothing."""
    match plain(key):
        case {"Fn::If": [str(condition), then, {"Ref": "AWS::NoValue"}]}:
            return If(condition, _key_policy(plain_value(then)), NoValue)
        case {"Fn::If": [str(condition), {"Ref": "AWS::NoValue"}, otherwise]}:
            return If(condition, NoValue, _key_policy(plain_value(otherwise)))
    return Policy(PolicyName="key", PolicyDocument=policy(_allow([kms.Decrypt], key)))


def _allow(actions: Sequence[Action], resource: Any) -> Statement:
    return Statement(Effect=Allow, Action=list(actions), Resource=[resource])


# X-Ray knows no resources. With PassThrough, Lambda still traces requests whose header says that they are sampled.
# https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda.Tracing.html
_TRACING = _allow([xray.PutTraceSegments, xray.PutTelemetryRecords], "*")

# What AWS's own AWSLambdaVPCAccessExecutionRole allows for network interfaces. Lambda looks for it on all resources.
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
_INTERFACES = [
    ec2.CreateNetworkInterface,
    ec2.DescribeNetworkInterfaces,
    ec2.DescribeSubnets,
    ec2.DeleteNetworkInterface,
    ec2.AssignPrivateIpAddresses,
    ec2.UnassignPrivateIpAddresses,
]
_NETWORK = _allow(_INTERFACES, "*")


def _network_is_for_lambda(function: FunctionSpec) -> Iterator[Statement]:
    """Deny to the function's code what is for Lambda, which makes the interfaces, as AWS advises.

    What its own policy allows is not denied: that is for the code. The function's own ARN would be a cycle; the role
    is that of one function.
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice
    """
    allowed = [re.compile(_pattern(action)) for entry in function.policy for action in entry.allow or []]
    denied = [each for each in _INTERFACES if not any(action.fullmatch(each.JSONrepr()) for action in allowed)]
    functions = Sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:*")
    condition = Condition(ArnLike({"lambda:SourceFunctionArn": functions}))
    if denied:
        yield Statement(Effect=Deny, Action=denied, Resource=["*"], Condition=condition)


def _pattern(action: str) -> str:
    """`ec2:Describe*` -> `ec2:Describe.*`"""
    return re.escape(action).replace(r"\*", ".*").replace(r"\?", ".")


def _mount(access_point: Any) -> Statement:
    """Let the function mount a file system, whichever it is, through this access point alone.

    https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
    """
    return Statement(
        Effect=Allow,
        Action=[elasticfilesystem.ClientMount, elasticfilesystem.ClientWrite],
        Resource=["*"],
        Condition=Condition(StringEquals({"elasticfilesystem:AccessPointArn": access_point})),
    )


_SENDING = {
    "SQS": sqs.SendMessage,
    "SNS": sns.Publish,
    "Lambda": awslambda.InvokeFunction,
    "EventBridge": events.PutEvents,
}


def _sending(kind: str | None, arn: Any) -> Iterator[Statement]:
    """Yield what it takes to send to a destination.

    https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    """
    if kind == "S3Bucket":
        yield _allow([s3.PutObject], substituted("${Bucket}/*", Bucket=arn))
        yield _allow([s3.ListBucket], arn)
    else:
        yield _allow([_SENDING[str(kind)]], arn)
