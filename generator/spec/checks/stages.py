"""Stages: each under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.http_api.route_keys import DEFAULT

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


def stages_have_names_of_their_own(spec: ApiSpec) -> Iterator[Problem]:
    """An API cannot have two stages of one name, and a template no two that are its main one."""
    if "stage" not in spec.model_fields_set:
        return
    if spec.stage.name in spec.stages:
        yield Problem(
            ("stages", spec.stage.name), "there is a stage of this name under stage already: put all of it in one place"
        )
    elif DEFAULT in spec.stages:
        yield Problem(
            ("stages", DEFAULT),
            f"stage has the main stage already, {spec.stage.name}: put $default under stage and {spec.stage.name} "
            "here, or both here",
        )


CHECKS: Checks = ((stages_have_names_of_their_own, set()),)
