"""Which conditions of a spec's raw section can hold together.

A branch of an `!If` that can never be taken is refused by cfn-lint (W1028).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from troposphere import encode_to_dict

from generator import worlds as of_templates
from generator.worlds import World

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.known_values import Given


def worlds(spec: ApiSpec, names: Iterable[str]) -> list[World]:
    """Return every combination of these conditions that can be; every one at all if it cannot be told."""
    raw = spec.cloudformation.conditions if spec.cloudformation else {}
    declared = {name: parameter.allowed_values for name, parameter in spec.parameters.items()}
    allowed = {name: values for name, values in declared.items() if values}
    return of_templates.worlds(encode_to_dict(raw), allowed, names)


def possible(spec: ApiSpec, given: Given) -> bool:
    """Say whether these conditions can hold, and not hold, together."""
    return any(
        all(world[name] == holds for name, holds in given) for world in worlds(spec, [name for name, _ in given])
    )


def covered(spec: ApiSpec, conditions: Iterable[str], by: Iterable[str]) -> bool:
    """Say whether one of `by` holds wherever one of the conditions does."""
    conditions, by = list(conditions), list(by)
    found = worlds(spec, [*conditions, *by])
    return all(any(world[name] for name in by) for world in found if any(world[name] for name in conditions))


def always_one(spec: ApiSpec, conditions: Iterable[str]) -> bool:
    """Say whether one of the conditions holds in any case."""
    return all(any(world.values()) for world in worlds(spec, conditions))
