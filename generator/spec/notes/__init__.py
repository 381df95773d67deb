"""What is worth knowing about a valid spec. `CONCERNS` is the table of contents; each module has its own `NOTES`.

A note never blocks: it says what a deployed API will do that its author may not expect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from generator.errors import Problem
from generator.spec import resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

    Notes = tuple[Callable[[ApiSpec], Iterator[Problem]], ...]


def notes(spec: ApiSpec) -> Iterator[Problem]:
    """Yield what is worth knowing; each with where it stands."""
    for concern in CONCERNS:
        for note in concern.notes() if concern.wanted(spec) else ():
            yield from note(spec)


class Concern(NamedTuple):
    """A module of this package, and which specs it has something to say about; for others it is not imported."""

    module: str
    wanted: Callable[[ApiSpec], object]

    def notes(self) -> Notes:
        notes: Notes = import_module(f"{__name__}.{self.module}").NOTES
        return notes


def _does_more_than_call_functions(spec: ApiSpec) -> bool:
    return any(not each.is_function or each.options for each in spec.all_integrations.values())


def _turned_off(spec: ApiSpec) -> bool:
    return any(function.reserved_concurrent_executions == 0 for function in spec.functions.values())


CONCERNS: tuple[Concern, ...] = (
    Concern("authorizers", lambda spec: spec.default_authorizer),
    Concern("cors", lambda spec: spec.cors),
    Concern("domains", lambda spec: len(spec.all_domains) > 1),
    Concern("fleets", lambda spec: spec.stack_set),
    Concern("mappings", _does_more_than_call_functions),
    Concern("stored_code", resolved.stored),
    Concern("function_settings", lambda spec: resolved.configured(spec) or _turned_off(spec)),
    Concern("policies", resolved.permitted),
    Concern("releases", resolved.released),
    Concern("service_catalog", lambda spec: spec.service_catalog or spec.portfolio),
    Concern("raw_code", lambda spec: spec.cloudformation and "AWS::Serverless::Function" in str(spec.cloudformation)),
    Concern("paths", lambda spec: spec.all_domains or {"stage", "stages"} & spec.model_fields_set),
)
