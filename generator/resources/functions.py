"""Functions: for each its log group, its role and itself."""

from collections.abc import Iterator
from typing import assert_never

from awacs import logs
from awacs.aws import Allow, PolicyDocument, Statement
from troposphere import GetAtt, Ref
from troposphere.awslambda import Code, Environment, Function, LoggingConfig
from troposphere.iam import Policy, Role

from generator import names
from generator.resources.element import Element, given, log_group, tag_list
from generator.resources.policies import policy, trust
from generator.spec.api import ApiSpec
from generator.spec.code import Inline, Package
from generator.spec.functions import FunctionSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield, per function in the order of the spec, its LogGroup, Role and Function."""
    for name, function in spec.functions.items():
        yield log_group(names.log_group(name), function.log_group, spec.tags)
        yield _role(name, spec)
        yield _function(name, function, spec)


def _role(name: str, spec: ApiSpec) -> Role:
    return Role(
        names.role(name),
        AssumeRolePolicyDocument=trust("lambda.amazonaws.com"),
        Policies=[Policy(PolicyName="logs", PolicyDocument=_own_logs(name))],
        **given(Tags=tag_list(spec.tags)),
    )


def _function(name: str, function: FunctionSpec, spec: ApiSpec) -> Function:
    return Function(
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


def _own_logs(name: str) -> PolicyDocument:
    """Let the function write to its own log group, which exists already, and to nothing else."""
    statement = Statement(
        Effect=Allow,
        Action=[logs.CreateLogStream, logs.PutLogEvents],
        Resource=[GetAtt(names.log_group(name), "Arn")],
    )
    return policy(statement)


def _code(name: str, function: FunctionSpec) -> Code:
    source = function.source
    match source:
        case Package():
            return Code(S3Bucket=Ref(names.CODE_BUCKET), S3Key=source.key(name))
        case Inline():
            return Code(ZipFile=source.text)
        case _:
            assert_never(source)
