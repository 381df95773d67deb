"""Logical IDs: no two things in a template may have the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem, SpecPath

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


def logical_ids_are_free(spec: ApiSpec) -> Iterator[Problem]:
    taken = {names.API: "the API", names.STAGE: "the stage", names.ACCESS_LOG_GROUP: "the access log"}
    taken[names.CODE_BUCKET] = "the parameter for packaged code"
    for path, led_to in logical_ids(spec):
        clash = next((each for each in led_to if each in taken), None)
        if clash:
            yield Problem(
                path, f"leads to the logical ID {clash}, which belongs to {taken[clash]}: choose another name"
            )
        else:
            taken.update(dict.fromkeys(led_to, f"{path[0]}.{path[-1]}"))


def logical_ids(spec: ApiSpec) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    """Yield what in the spec leads to logical IDs of resources and parameters, and to which."""
    for name in spec.functions:
        yield ("functions", name), names.of_function(name)
    seen: set[str] = set()
    for key in spec.routes:
        if names.route(key) not in seen:  # a second one is a collision of route keys, reported as such
            seen.add(names.route(key))
            yield ("routes", str(key)), (names.route(key),)
    for name in spec.parameters:
        yield ("parameters", name), (name,)
    if spec.cloudformation:
        for section, entries in spec.cloudformation.with_logical_ids():
            for name in entries:
                yield ("cloudformation", section, name), (name,)
