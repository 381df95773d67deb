"""What a template's resources need before they can be made, as far as a function's permissions may lead back to it.

A statement stands in the function's role, unless what it names comes after the role: then the role would wait for what
waits for it. `Circular dependency between resources`, says CloudFormation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from generator import names
from generator.spec.logical_ids import logical_ids
from generator.spec.overrides import placed
from generator.spec.references import references

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.functions import FunctionSpec

Dependencies = Mapping[str, set[str]]
"""What each logical ID needs directly."""

_FOR_THE_ROLE = ("policy", "managed_policy_arns", "permissions_boundary")


def comes_after_role(value: Any, function: str, spec: ApiSpec) -> bool:
    """Say whether something that is referred to needs the role of a function before it can be made."""
    return names.role(function) in reached(referred_to(value), spec.resource_dependencies)


def has_separate_policy(function: str, spec: ApiSpec) -> bool:
    """Say whether something that a function may do cannot stand in its role."""
    own = spec.functions[function]
    return any(comes_after_role(each, function, spec) for each in (*own.policy, *own.secrets.values()))


def dependencies(spec: ApiSpec) -> Dependencies:
    """Return what needs what, as if every statement stood in its role.

    What is generated beside functions and their roles, a route or an alarm, counts as if it needed every function.
    """
    found = _of_what_is_generated(spec)
    for name, function in spec.functions.items():
        found |= _of_function(name, function)
    for logical_id, body in (spec.cloudformation.resources if spec.cloudformation else {}).items():
        found[logical_id] = referred_to(body) | waits_for(body)
    for override in placed(spec):
        found[override.logical_id] = found.get(override.logical_id, set()) | referred_to(override.change)
    return found


def _of_what_is_generated(spec: ApiSpec) -> dict[str, set[str]]:
    parameters = {*spec.parameters, *(spec.cloudformation.parameters if spec.cloudformation else ())}
    generated = {*spec.all_stages, *(each for _, led_to in logical_ids(spec, policies=False) for each in led_to)}
    every_function = set(map(names.function, spec.functions))
    needs_none: dict[str, set[str]] = {
        each: set() for each in (names.API, names.LOG_KEY, names.ALARM_TOPIC, *parameters)
    }
    return {**dict.fromkeys(generated, every_function), **needs_none}


def _of_function(name: str, function: FunctionSpec) -> Dependencies:
    settings = {key: value for key, value in dict(function).items() if key not in _FOR_THE_ROLE}
    for_the_role = [getattr(function, key) for key in _FOR_THE_ROLE]
    return {
        names.log_group(name): referred_to(function.log_group),
        names.role(name): {names.log_group(name), *referred_to([*for_the_role, *function.secrets.values()])},
        names.function(name): {names.log_group(name), names.role(name), *referred_to(settings)},
    }


def referred_to(value: Any) -> set[str]:
    return {name for _, name in references(value)}


def waits_for(body: Any) -> set[str]:
    needed = body.get("DependsOn", []) if isinstance(body, dict) else []
    return {needed} if isinstance(needed, str) else {each for each in needed if isinstance(each, str)}


def reached(start: Iterable[str], needs: Dependencies) -> set[str]:
    """Return what is needed, however indirectly, by these; themselves among it."""
    found, waiting = set(), list(start)
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(needs.get(each, ()))
    return found
