"""Notes on releases: what publishes no version, and what stops no deployment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from troposphere import encode_to_dict

from generator.errors import Problem
from generator.spec import resolved
from generator.spec.references import references

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.functions import FunctionSpec
    from generator.spec.notes import Notes

# What of a function is no property that a version keeps; see `aws_lambda.versions`.
NOT_KEPT: Final = frozenset(
    {
        "inline", "policy", "role_name", "managed_policy_arns", "permissions_boundary", "log_group", "tags",
        "reserved_concurrent_executions", "runtime_management_config", "recursive_loop", "code_signing_config",
        "event_invoke_config", "auto_publish_alias", "provisioned_concurrency_config", "deployment_preference",
    }
)  # fmt: skip


def values_of_parameters_publish_nothing(spec: ApiSpec) -> Iterator[Problem]:
    """A version's logical ID follows from the template, where a parameter is a name."""
    for name, function in spec.functions.items():
        used = _parameters_of(function, spec) if function.auto_publish_alias else []
        if used:
            known = " or ".join([", ".join(used[:-1]), used[-1]] if used[1:] else used)
            yield Problem(
                ("functions", name),
                f"another value of {known} alone publishes no version, and {function.auto_publish_alias} keeps the one "
                "that it has: change the description too, or write the value here",
            )


def _parameters_of(function: FunctionSpec, spec: ApiSpec) -> list[str]:
    """Return the parameters that what a version keeps depends on, by conditions too, in the order of the spec."""
    kept = {field: getattr(function, field) for field in type(function).model_fields if field not in NOT_KEPT}
    raw = spec.cloudformation
    known = [*spec.parameters, *(raw.parameters if raw else ())]
    conditions = raw.conditions if raw else {}
    found = {name for _, name in references(kept)}
    waiting = list(_conditions_in(kept))
    seen = set()
    while waiting:
        name = waiting.pop()
        if name in conditions and name not in seen:
            seen.add(name)
            found |= {parameter for _, parameter in references(conditions[name])}
            waiting += _conditions_in(conditions[name])
    return [name for name in known if name in found]


def _conditions_in(value: Any) -> Iterator[str]:
    """Yield the conditions that functions in a part of a spec name."""
    match encode_to_dict(value):
        case {"Condition": str(name)}:
            yield name
        case {"Fn::If": [str(name), *branches]}:
            yield name
            yield from _conditions_in(branches)
        case dict() as mapping:
            yield from (name for each in mapping.values() for name in _conditions_in(each))
        case list() as items:
            yield from (name for each in items for name in _conditions_in(each))


def nothing_stops_a_deployment(spec: ApiSpec) -> Iterator[Problem]:
    """Errors of the function do not: CodeDeploy looks at alarms and at what hooks say, and at nothing else.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
    """
    for name, preference in resolved.deployment_preferences(spec).items():
        if not preference.alarms and not preference.hooks.given and preference.type != "AllAtOnce":
            yield Problem(
                ("functions", name),
                "traffic moves to a new version whether it works or not: give deployment_preference alarms, or a hook",
            )


NOTES: Notes = (values_of_parameters_publish_nothing, nothing_stops_a_deployment)
