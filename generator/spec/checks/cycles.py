"""Cycles: what a function needs before it exists must not need the function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem
from generator.spec import resolved
from generator.spec.references import references

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


def functions_do_not_wait_for_what_invokes_them(spec: ApiSpec) -> Iterator[Problem]:
    """`Circular dependency between resources`, says CloudFormation (aws/serverless-application-model#386).

    The API itself is free to be named: routes are resources of their own.
    """
    after = _after_functions(spec)
    for name, function in spec.functions.items():
        own = of_alias(name, spec) if resolved.released(spec) else ()
        for path, referred_to in references(function):
            if path[0] == "policy":  # a statement need not stand in the role
                continue
            if referred_to in own:
                yield Problem(
                    ("functions", name, *path),
                    f"{referred_to} waits for this function and cannot be made before it: leave it out",
                )
            elif referred_to in after:
                yield Problem(
                    ("functions", name, *path),
                    f"{referred_to} cannot be made before the function that it leads to: refer to {names.API} instead, "
                    f"as in !GetAtt {names.API}.ApiEndpoint, or to a parameter",
                )


def _after_functions(spec: ApiSpec) -> set[str]:
    """Return the logical IDs of what is made after functions, because it leads to them or to what does."""
    stages = set(spec.all_stages)
    routes = {names.route(key) for key in spec.all_routes}
    mappings = {names.api_mapping(name) for name in spec.all_domains}
    permissions = {names.permission(name) for name in spec.functions}
    return stages | routes | mappings | permissions | set(spec.all_integrations)


def of_alias(name: str, spec: ApiSpec) -> set[str]:
    """Return what waits for a function: its version, its alias, and the alias of every function whose hook it is."""
    found: set[str] = set()
    for each, function in spec.functions.items():
        preference = function.deployment_preference
        is_hook = preference is not None and name in (hook for _, hook in preference.hooks.given)
        if function.auto_publish_alias and (each == name or is_hook):
            found.add(names.function_alias(each, function.auto_publish_alias))
            found |= {names.function_version(name)} if each == name else set()
    return found


CHECKS: Checks = ((functions_do_not_wait_for_what_invokes_them, set()),)
