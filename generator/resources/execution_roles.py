"""Execution roles: what a function may do, which is to write its own logs and what its spec says."""

from awacs import logs
from awacs.aws import Allow, PolicyDocument, Statement
from troposphere import GetAtt
from troposphere.iam import Policy, Role

from generator import names
from generator.resources.element import given, tag_list
from generator.resources.policies import policy, trust
from generator.spec.api import ApiSpec


def execution_role(name: str, spec: ApiSpec) -> Role:
    """Return the role of a function."""
    return Role(
        names.role(name),
        AssumeRolePolicyDocument=trust("lambda.amazonaws.com"),
        Policies=[Policy(PolicyName="logs", PolicyDocument=_own_logs(name)), *_of_hooks(name, spec)],
        **given(Tags=tag_list(spec.tags)),
    )


def _of_hooks(name: str, spec: ApiSpec) -> list[Policy]:
    if name not in spec.hooks:
        return []
    from generator.resources.hook_policies import hook_policy  # most specs have no hooks

    return [hook_policy()]


def _own_logs(name: str) -> PolicyDocument:
    """Let the function write to its own log group, which exists already, and to nothing else."""
    statement = Statement(
        Effect=Allow,
        Action=[logs.CreateLogStream, logs.PutLogEvents],
        Resource=[GetAtt(names.log_group(name), "Arn")],
    )
    return policy(statement)
