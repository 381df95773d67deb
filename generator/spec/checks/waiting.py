"""Circles: a function that names what waits for the function, its role or its log group.

`Circular dependency between resources`, says CloudFormation. A statement of `policy` need not stand in the role; what
invokes the function is looked at in `cycles`, and destinations that lead back to it in `destinations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from generator import names
from generator.errors import Problem
from generator.spec.checks.cycles import of_alias
from generator.spec.destinations import functions_by_id
from generator.spec.references import references
from generator.spec.resource_dependencies import reached, referred_to, waits_for

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.functions import FunctionSpec
    from generator.spec.resource_dependencies import Dependencies

# What stands in the role, the log group and the alias; all else that a function says stands in the function.
_IN_ROLE: Final = ("kms_key_arn", "file_system_configs", "dead_letter_queue", "event_invoke_config",
                   "managed_policy_arns", "permissions_boundary")  # fmt: skip
_NOT_IN_FUNCTION: Final = frozenset(
    {"policy", "log_group", "event_invoke_config", "managed_policy_arns", "permissions_boundary", "role_name",
     "provisioned_concurrency_config", "deployment_preference"}
)  # fmt: skip


def nothing_waits_for_itself(spec: ApiSpec) -> Iterator[Problem]:
    needs = _needs(spec)
    for name, function in spec.functions.items():
        told_elsewhere = of_alias(name, spec) | _leading_to(name, spec)
        for path, found in references(function):
            field = str(path[0])
            message = _itself(field, found, name)
            waiting = None if found in told_elsewhere else _waiting(field, name, function)
            if waiting and waiting in reached([found], needs):
                message = f"{found} cannot be made before {waiting}, which waits for it here: {_WAY_OUT}"
            if message and field in function.model_fields_set:
                yield Problem(("functions", name, *path), message)
            elif message:
                yield Problem(("functions", name), f"{field}, from defaults: {message}")


def _leading_to(name: str, spec: ApiSpec) -> set[str]:
    return {each for each, leads_to in functions_by_id(spec).items() if leads_to == name}


def _itself(field: str, found: str, name: str) -> str | None:
    """Say that a function names itself, unless that is a destination, which is told elsewhere."""
    if found != names.function(name) or field in _NOT_IN_FUNCTION | {"dead_letter_queue"}:
        return None
    return "is the function itself, which waits for it: its code finds its name in AWS_LAMBDA_FUNCTION_NAME"


_WAY_OUT: Final = "leave out one of the two references"


def _waiting(field: str, name: str, function: FunctionSpec) -> str | None:
    """Return the logical ID of what waits for what a field refers to."""
    if field in _IN_ROLE and function.role is None:
        return names.role(name)
    if field == "log_group":
        return names.log_group(name)
    return None if field in _NOT_IN_FUNCTION else names.function(name)


def _needs(spec: ApiSpec) -> Dependencies:
    """Return what needs what, of functions and of the raw section; what is not known needs nothing."""
    raw = spec.cloudformation.resources if spec.cloudformation else {}
    found = {logical_id: referred_to(body) | waits_for(body) for logical_id, body in raw.items()}
    for name, function in spec.functions.items():
        by_field = {field: referred_to(value) for field, value in dict(function).items()}
        in_role = [by_field[field] for field in _IN_ROLE if field != "event_invoke_config"]
        in_function = [ids for field, ids in by_field.items() if field not in _NOT_IN_FUNCTION]
        own_role = {names.role(name)} if function.role is None else set()
        found[names.log_group(name)] = by_field["log_group"]
        found[names.role(name)] = {names.log_group(name)}.union(*in_role)
        found[names.function(name)] = {names.log_group(name), *own_role}.union(*in_function)
        if function.auto_publish_alias:
            found[names.function_version(name)] = {names.function(name)}
            found[names.function_alias(name, function.auto_publish_alias)] = {names.function(name)}
    return found


CHECKS: Checks = ((nothing_waits_for_itself, {"functions", "cloudformation"}),)
