"""Roles: what functions may be given, and what is left alone in a role that comes from outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator import names
from generator.errors import Problem, SpecPath
from generator.spec import resolved
from generator.spec.checks.arns import problem_of
from generator.spec.references import named, plain

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.functions import FunctionSpec


def roles_are_roles(spec: ApiSpec) -> Iterator[Problem]:
    """What a role is, or is made of, is an ARN of the right kind; the roles that are made here are for one function."""
    roles = {names.role(name): name for name in spec.functions}
    for name, function in spec.functions.items():
        for path, field, arn in _of_role(function):
            source, why = named(arn), problem_of(field, arn, spec)
            if field == "role" and source and source.logical_id in roles:
                why = f"is the role of the function {roles[source.logical_id]} alone: leave it out, or give another"
                yield Problem(resolved.setting_path(name, function, field), why)
            elif why:
                yield Problem((*resolved.setting_path(name, function, field), *path), why)


def _of_role(function: FunctionSpec) -> Iterator[tuple[SpecPath, str, Any]]:
    yield (), "role", function.role
    yield (), "permissions_boundary", function.permissions_boundary
    for index, arn in enumerate(function.managed_policy_arns):
        yield (index,), "managed_policy_arns", arn


_IN_A_ROLE = {
    "policy": "put the statements into that role",
    "secrets": "let that role read them, and put their ARNs into environment",
    "role_name": "leave it out",
    "managed_policy_arns": "attach them to that role",
    "permissions_boundary": "set it on that role",
}


def given_roles_are_left_alone(spec: ApiSpec) -> Iterator[Problem]:
    """A role from outside is another's: what the function may do is said there."""
    for name, function in spec.functions.items():
        for field, way_out in _IN_A_ROLE.items() if function.role is not None else ():
            if field in function.model_fields_set and getattr(function, field):
                own = "" if "role" in function.model_fields_set else ", or write role: null for one of its own"
                why = f"has no effect on a role that is given: {way_out}{own}"
                yield Problem(("functions", name, field), why)


def role_names_are_unique(spec: ApiSpec) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, function in spec.functions.items():
        if function.role_name is not None:
            own = function.role_name
            other = seen.setdefault(own.lower() if isinstance(own, str) else str(plain(own)), name)
            if other != name:
                why = f"is the name of the role of {other}, too: roles of an account have different names"
                yield Problem(("functions", name, "role_name"), why)


CHECKS: Checks = (
    (roles_are_roles, {"cloudformation"}),
    (given_roles_are_left_alone, set()),
    (role_names_are_unique, set()),
)
