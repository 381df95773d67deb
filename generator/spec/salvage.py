"""What else is wrong in a spec whose shape is wrong: take out what is not valid, and check what is left.

So one run shows all problems, and never one that only follows from another.
"""

from __future__ import annotations

from collections.abc import Set
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from generator.errors import Problem, SpecError, SpecPath
from generator.spec.api import ApiSpec
from generator.spec.fields import path_of


def further_problems(data: dict[str, Any], wrong: list[SpecPath], meant: Set[SpecPath] = frozenset()) -> list[Problem]:
    """Return what the checks find in the spec once everything that is wrong in shape is taken out.

    `meant` is what is written there under a name or at a place that is not its own.
    """
    rest, taken_out = data, set[SpecPath]()
    while paths := {_as_written(_existing(rest, path), taken_out) for path in wrong} - taken_out - {()}:
        taken_out |= paths
        rest = _without(data, taken_out)
        try:
            ApiSpec.model_validate(rest, context={"incomplete": _incomplete(taken_out | meant)})
        except SpecError as error:
            found = [replace(each, path=_as_written(each.path, taken_out)) for each in error.problems]
            return [each for each in found if not any(_touch(each.path, path) for path in taken_out)]
        except ValidationError as error:  # what was taken out was needed: take out what needed it
            wrong = [path_of(details) for details in error.errors()]
        else:
            break
    return []


def _as_written(path: SpecPath, taken_out: Set[SpecPath]) -> SpecPath:
    """Return where something stands in the spec itself: an entry of a list moves up when one before it is taken out."""
    written: SpecPath = ()
    for key in path:
        if isinstance(key, int):
            earlier = sorted(each[-1] for each in taken_out if each[:-1] == written and isinstance(each[-1], int))
            for index in earlier:
                key += index <= key
        written += (key,)
    return written


def _incomplete(paths: set[SpecPath]) -> frozenset[str]:
    """Return the sections that lack a whole entry; one whose entry lacks a field still has all its names.

    `variables` are such a section, wherever the stage stands that lacks one.
    """
    of_stages = {"variables" for path in paths if path[0] in ("stage", "stages") and "variables" in path[1:3]}
    return frozenset({str(path[0]) for path in paths if len(path) <= 2} | of_stages)


def _existing(data: Any, path: SpecPath) -> SpecPath:
    """Return the longest part of the path that leads to something: what lacks a field has to go itself."""
    for depth, key in enumerate(path):
        if not _has(data, key):
            return path[:depth]
        data = data[key]
    return path


def _without(data: dict[str, Any], paths: set[SpecPath]) -> dict[str, Any]:
    rest = deepcopy(data)
    later_entries_first = sorted(paths, key=lambda path: [str(key).zfill(9) for key in path], reverse=True)
    for path in later_entries_first:
        parent: Any = rest
        for key in path[:-1]:
            parent = parent[key] if _has(parent, key) else None
        if path and _has(parent, path[-1]):
            del parent[path[-1]]
    return {"name": "unnamed", **rest}


def _has(container: Any, key: str | int) -> bool:
    if isinstance(container, dict):
        return key in container
    return isinstance(container, list) and isinstance(key, int) and key < len(container)


def _touch(path: SpecPath, other: SpecPath) -> bool:
    """Say whether one of the two stands inside the other."""
    shared = min(len(path), len(other))
    return path[:shared] == other[:shared]
