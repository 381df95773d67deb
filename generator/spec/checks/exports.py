"""Exports: outputs that exist, each under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from generator.errors import Problem, there_is_no
from generator.spec import addresses

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


def exported_outputs_exist(spec: ApiSpec) -> Iterator[Problem]:
    known = addresses.outputs(spec)
    for output in spec.exports or {}:
        if output not in known:
            yield Problem(("exports", output), there_is_no("generated output", output, known))


def exports_differ(spec: ApiSpec) -> Iterator[Problem]:
    for (output, name), (other, other_name) in combinations((spec.exports or {}).items(), 2):
        if name == other_name:
            yield Problem(("exports", other), f"has the same name as the export of {output}: choose another")


CHECKS: Checks = (
    (exported_outputs_exist, {"domain", "domains", "functions", "stage", "stages"}),
    (exports_differ, set()),
)
