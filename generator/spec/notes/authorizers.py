"""Notes on authorizers that nobody meets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.notes import Notes


def default_authorizer_is_for_no_route(spec: ApiSpec) -> Iterator[Problem]:
    default = spec.default_authorizer
    if default is not None and all(route.authorizer is not None for route in spec.routes.values()):
        yield Problem(("default_authorizer",), f"no route leaves its authorizer to it: {default} is for none so far")


NOTES: Notes = (default_authorizer_is_for_no_route,)
