"""Execution roles: what a function may do, which is to write its own logs and what its spec says."""

from collections.abc import Iterator

from awacs import logs
from awacs.aws import Allow, PolicyDocument, Statement
from troposphere import AWSHelperFn, GetAtt, If
from troposphere.iam import Policy, PolicyType, Role

from generator import names
from generator.resources.element import given, tag_list
from generator.resources.policies import policy, trust
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.spec.functions import FunctionSpec


def build(name: str, spec: ApiSpec) -> Iterator[Role | PolicyType]:
    """Yield the Role of a function, and the Policy of what cannot stand in it; nothing if it is given a role."""
    function = spec.functions[name]
    if function.role is not None:
        return
    yield Role(
        names.role(name),
        AssumeRolePolicyDocument=trust("lambda.amazonaws.com"),
        **given(
            ManagedPolicyArns=list(function.managed_policy_arns) or None,
            PermissionsBoundary=function.permissions_boundary,
        ),
        Policies=list(_policies(name, spec)),
        **given(RoleName=function.role_name, Tags=tag_list({**spec.tags, **function.tags})),
    )
    if function.policy or function.secrets:
        from generator.resources import grants  # most functions have none

        yield from grants.beside_role(name, spec)


def role_arn(name: str, function: FunctionSpec) -> str | AWSHelperFn:
    """Return the ARN of a function's role: its own, or the one that it is given."""
    return GetAtt(names.role(name), "Arn") if function.role is None else function.role


def _policies(name: str, spec: ApiSpec) -> Iterator[Policy | If]:
    """Yield all that stands in a role; what else a setting or a release needs is one line here."""
    yield Policy(PolicyName="logs", PolicyDocument=_own_logs(name))
    if spec.functions[name].policy or spec.functions[name].secrets:
        from generator.resources import grants  # most functions have none

        yield from grants.in_role(name, spec)
    if name in spec.hooks:
        from generator.resources.hook_policies import hook_policy  # most specs have none

        yield hook_policy()
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
