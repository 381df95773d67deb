"""Execution roles: what a function may do, which is to write its own logs and what its spec says."""

from collections.abc import Iterator

from awacs import logs
from awacs.aws import Allow, PolicyDocument, Statement
from troposphere import GetAtt
from troposphere.iam import Policy, Role

from generator import names
from generator.resources.element import given, tag_list
from generator.resources.policies import policy, trust
from generator.spec import resolved
from generator.spec.api import ApiSpec


def execution_role(name: str, spec: ApiSpec) -> Role:
    """Return the role of a function."""
    return Role(
        names.role(name),
        AssumeRolePolicyDocument=trust("lambda.amazonaws.com"),
        Policies=[Policy(PolicyName="logs", PolicyDocument=_own_logs(name)), *_for_settings(name, spec)],
        **given(Tags=tag_list({**spec.tags, **spec.functions[name].tags})),
    )


def _for_settings(name: str, spec: ApiSpec) -> Iterator[Policy]:
    if resolved.configured(spec):
        from generator.resources.function_settings import setting_policies  # most specs have none

        yield from setting_policies(name, spec.functions[name], spec)


def _own_logs(name: str) -> PolicyDocument:
    """Let the function write to its own log group, which exists already, and to nothing else."""
    statement = Statement(
        Effect=Allow,
        Action=[logs.CreateLogStream, logs.PutLogEvents],
        Resource=[GetAtt(names.log_group(name), "Arn")],
    )
    return policy(statement)
