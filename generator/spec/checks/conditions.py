"""Conditions of features: they stand in the raw section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem, SpecPath, did_you_mean
from generator.spec.resolved import domain_path

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


def conditions_exist(spec: ApiSpec) -> Iterator[Problem]:
    """A transform may add conditions, and a loop makes names of its own: then only the deployment can tell."""
    raw = spec.cloudformation
    known = raw.conditions if raw else {}
    if (raw and raw.transform) or any(name.startswith("Fn::") for name in known):
        return
    for path, condition in _conditions(spec):
        if condition is not None and condition not in known:
            hint = did_you_mean(condition, known)
            yield Problem((*path, "condition"), f"there is no condition {condition} in cloudformation.Conditions{hint}")


def _conditions(spec: ApiSpec) -> Iterator[tuple[SpecPath, str | None]]:
    """Yield every feature that may have a condition, with its condition."""
    for name, domain in spec.all_domains.items():
        yield domain_path(name), domain.condition
    for path, feature in ((("alarms",), spec.alarms), (("dashboard",), spec.dashboard)):
        if feature:
            yield path, feature.condition


CHECKS: Checks = ((conditions_exist, {"cloudformation"}),)
