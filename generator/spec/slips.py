"""Slips of indentation below `functions`: what was meant for another level. Each is told once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.errors import Problem, SpecPath
from generator.spec.api import ApiSpec
from generator.spec.base import NAME
from generator.spec.functions import SOURCES, FunctionSpec


class Slip(NamedTuple):
    """What to say, the places that it stands for, and the section that was meant."""

    problem: Problem
    places: frozenset[SpecPath]
    meant: SpecPath


def slips(data: dict[str, Any]) -> list[Slip]:
    """Return every slip in a spec's data."""
    functions = data.get("functions")
    return [*_sections(functions), *_fields(functions)] if isinstance(functions, dict) else []


def _sections(functions: dict[str, Any]) -> Iterator[Slip]:
    """`routes:` that stands as deep as the functions."""
    sections = ApiSpec.model_fields.keys() - {"name"}
    for name, value in functions.items():
        if name in sections and not _is_function(name, value):
            path = ("functions", name)
            problem = Problem(path, f"{name} is a section of its own: indent it less")
            yield Slip(problem, frozenset({path}), (name,))


def _is_function(name: str, value: Any) -> bool:
    return (isinstance(value, str) or _says_code(value)) and re.fullmatch(NAME, name) is not None


def _fields(functions: dict[str, Any]) -> Iterator[Slip]:
    """`code:` that stands as deep as the function to which it belongs, and which is empty so."""
    names = [*functions]
    empty = next((name for name in names if functions[name] is None), None)
    after = names[names.index(empty) + 1 :] if empty is not None else []
    fields = [name for name in after if name in FunctionSpec.model_fields and not _says_code(functions[name])]
    if fields:
        are = "is a field of a function: indent it" if len(fields) == 1 else "are fields of a function: indent them"
        problem = Problem(("functions", fields[0]), f"{' and '.join(fields)} {are} more")
        yield Slip(problem, frozenset(("functions", str(name)) for name in (empty, *fields)), ("functions",))


def _says_code(value: Any) -> bool:
    return isinstance(value, dict) and any(source in value for source in SOURCES)
