"""Logical IDs: no two things in a template may have the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem, SpecPath, dotted
from generator.http_api.route_keys import DEFAULT
from generator.spec.logical_ids import logical_ids

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


def logical_ids_are_free(spec: ApiSpec) -> Iterator[Problem]:
    taken = {names.API: "the API", names.CODE_BUCKET: "the parameter for packaged code"}
    if names.STAGE in spec.all_stages and DEFAULT not in spec.stages:
        taken |= {names.STAGE: "the stage", names.ACCESS_LOG_GROUP: "the access log"}
    for path, led_to in logical_ids(spec):
        clash = next((each for each in led_to if each in taken), None)
        if clash:
            yield Problem(
                path, f"leads to the logical ID {clash}, which belongs to {taken[clash]}: choose another name"
            )
        else:
            taken.update(dict.fromkeys(led_to, _shown(path)))


def _shown(path: SpecPath) -> str:
    """Return a place as it is spoken of: an entry of the raw section without its kind, a route without quotes."""
    if len(path) > 2 and path[0] != "cloudformation":
        return dotted(path)
    return ".".join(dict.fromkeys((str(path[0]), str(path[-1]))))


CHECKS: Checks = ((logical_ids_are_free, set()),)
