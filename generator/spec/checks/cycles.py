"""Cycles: what a function needs before it exists must not need the function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem
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
        for path, referred_to in references(function):
            if referred_to in after and path[0] != "policy":  # a statement need not stand in the role
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


CHECKS: Checks = ((functions_do_not_wait_for_what_invokes_them, set()),)
