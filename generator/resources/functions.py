"""Functions: for each its log group, its role and itself."""

from collections.abc import Iterator

from awacs import logs, sts
from awacs.aws import Allow, PolicyDocument, Principal, Statement
from troposphere import GetAtt, Ref
from troposphere.awslambda import Code, Environment, Function, LoggingConfig
from troposphere.iam import Policy, Role
from troposphere.logs import LogGroup

from generator import names
from generator.resources.element import Element, given, tag_list
from generator.spec.api import ApiSpec
from generator.spec.code import Package
from generator.spec.functions import FunctionSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield, per function in the order of the spec, its LogGroup, Role and Function."""
    for name, function in spec.functions.items():
        yield LogGroup(
            names.log_group(name),
            DeletionPolicy=function.log_group.deletion_policy,
            UpdateReplacePolicy=function.log_group.deletion_policy,
            RetentionInDays=function.log_group.retention_in_days,
            **given(Tags=tag_list(spec.tags)),
        )
        yield Role(
            names.role(name),
            AssumeRolePolicyDocument=_trust(),
            Policies=[Policy(PolicyName="logs", PolicyDocument=_own_logs(name))],
            **given(Tags=tag_list(spec.tags)),
        )
        yield Function(
            names.function(name),
            **given(Description=function.description),
            Code=_code(name, function),
            Handler=function.lambda_handler,
            Runtime=function.runtime,
            Architectures=[function.architecture],
            MemorySize=function.memory_size,
            Timeout=function.timeout,
            Role=GetAtt(names.role(name), "Arn"),
            **given(
                Environment=Environment(Variables=dict(function.environment)) if function.environment else None,
                ReservedConcurrentExecutions=function.reserved_concurrent_executions,
            ),
            LoggingConfig=LoggingConfig(LogGroup=Ref(names.log_group(name))),
            **given(Tags=tag_list(spec.tags)),
        )


def _trust() -> PolicyDocument:
    """Let Lambda take the role. No `aws:SourceAccount`: a role cannot be passed across accounts anyway."""
    statement = Statement(Effect=Allow, Principal=Principal("Service", "lambda.amazonaws.com"), Action=[sts.AssumeRole])
    return PolicyDocument(Version="2012-10-17", Statement=[statement])


def _own_logs(name: str) -> PolicyDocument:
    """Let the function write to its own log group, which exists already, and to nothing else."""
    statement = Statement(
        Effect=Allow,
        Action=[logs.CreateLogStream, logs.PutLogEvents],
        Resource=[GetAtt(names.log_group(name), "Arn")],
    )
    return PolicyDocument(Version="2012-10-17", Statement=[statement])


def _code(name: str, function: FunctionSpec) -> Code:
    match function.source:
        case Package() as package:
            return Code(S3Bucket=Ref(names.CODE_BUCKET), S3Key=package.key(name))
        case inline:
            return Code(ZipFile=inline.text)
