"""Grants: what a function may do beyond its logs, in its role or, where that would be a cycle, beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from awacs import secretsmanager
from awacs.aws import Action, Allow, Condition, Deny, Statement
from troposphere import AWSHelperFn, Ref
from troposphere.iam import Policy, PolicyType

from generator import names
from generator.aws_iam.presets import PRESETS
from generator.resources.element import substituted
from generator.resources.policies import policy
from generator.spec import policies
from generator.spec.api import ApiSpec
from generator.spec.grants import parameter_arn, places, secret_suffix
from generator.spec.resource_dependencies import comes_after_role, has_separate_policy

if TYPE_CHECKING:
    from generator.aws_iam.presets import Grant


def in_role(name: str, spec: ApiSpec) -> Iterator[Policy]:
    """Yield what stands in a function's role: what its `policy` says, then its secrets."""
    if statements := _policy_statements(name, spec, separate=False):
        yield Policy(PolicyName="policy", PolicyDocument=policy(*statements))
    if statements := _secret_statements(name, spec, separate=False):
        yield Policy(PolicyName="secrets", PolicyDocument=policy(*statements))


def beside_role(name: str, spec: ApiSpec) -> Iterator[PolicyType]:
    """Yield the Policy of a function, if something that it may do needs its role before it can be made."""
    if has_separate_policy(name, spec):
        statements = [
            *_policy_statements(name, spec, separate=True),
            *_secret_statements(name, spec, separate=True),
        ]
        yield PolicyType(
            names.policy(name),
            PolicyName="separate",
            PolicyDocument=policy(*statements),
            Roles=[Ref(names.role(name))],
        )


def _policy_statements(name: str, spec: ApiSpec, *, separate: bool) -> list[Statement]:
    return [
        statement
        for entry in spec.functions[name].policy
        if comes_after_role(entry, name, spec) is separate
        for statement in _statements(entry, spec)
    ]


def _secret_statements(name: str, spec: ApiSpec, *, separate: bool) -> list[Statement]:
    arns = [arn for arn in spec.functions[name].secrets.values() if comes_after_role(arn, name, spec) is separate]
    resources = _once([_whole_secret(arn) for arn in arns])
    if not resources:
        return []
    return [Statement(Effect=Allow, Action=[secretsmanager.GetSecretValue], Resource=resources)]


def _statements(entry: policies.Statement, spec: ApiSpec) -> Iterator[Statement]:
    """Yield one statement, or one for each part of a grant by name that has resources of its own."""
    if entry.kind in PRESETS:
        for grant in PRESETS[entry.kind].grants:
            resources = list(_resources(entry.kind, grant, entry.arns, spec))
            yield Statement(Effect=Allow, Action=[*map(_action, grant.actions)], Resource=resources)
        return
    condition = {"Condition": _condition(entry.condition)} if entry.condition else {}
    yield Statement(
        Effect=Deny if entry.deny else Allow,
        Action=[*map(_action, entry.allow or entry.deny or [])],
        Resource=list(entry.arns),
        **condition,
    )


def _action(action: str) -> Action:
    service, _, name = action.partition(":")
    return Action(service, name or None)


def _resources(kind: str, grant: Grant, arns: list[Any], spec: ApiSpec) -> Iterator[Any]:
    for arn in arns:
        for each in grant.places:
            for place in places(arn, each, spec):
                yield _resource(kind, arn, place, spec)


def _resource(kind: str, arn: Any, place: str, spec: ApiSpec) -> Any:
    if kind == "secrets_manager_read":
        return _whole_secret(arn)
    if kind == "ssm_read" and (text := parameter_arn(arn, spec)) not in (None, "${Parameter}"):
        return substituted(str(text), Parameter=arn)
    return substituted("${Arn}" + place, Arn=arn) if place else arn


def _whole_secret(arn: Any) -> Any:
    suffix = secret_suffix(arn)
    return substituted("${Arn}" + suffix, Arn=arn) if suffix else arn


def _condition(condition: dict[str, dict[str, Any]]) -> Condition:
    return Condition(
        [
            policies.operator_class(operator)({key: _condition_value(value) for key, value in keys.items()})
            for operator, keys in condition.items()
        ]
    )


def _condition_value(value: Any) -> Any:
    """Return a value as IAM writes it: its truth values are texts."""
    if isinstance(value, list):
        return [_condition_value(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else value


def _once(values: list[Any]) -> list[Any]:
    plain = [value.to_dict() if isinstance(value, AWSHelperFn) else value for value in values]
    return [value for index, value in enumerate(values) if plain[index] not in plain[:index]]
