"""References: what `!Ref`, `!GetAtt` and `!Sub` name must be in the template, or the deployment fails."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from troposphere import AWSHelperFn

from generator.errors import Problem, SpecError, SpecPath, did_you_mean
from generator.spec.api import ApiSpec
from generator.spec.base import SpecModel

_VARIABLE = re.compile(r"\$\{([^!}.][^}.]*)[^}]*\}")  # `${!Name}` is a literal


def check(spec: ApiSpec, body: Mapping[str, Any]) -> None:
    """Raise SpecError with every reference of the spec that leads to nothing in its template.

    A transform may add anything, and a loop has names of its own: then only the deployment can tell.
    """
    if "Transform" in body or any(name.startswith("Fn::") for name in body["Resources"]):
        return
    known = [*body["Resources"], *body.get("Parameters", {})]
    problems = [
        Problem(path, f"there is no resource and no parameter {name}{did_you_mean(name, known)}")
        for path, name in dict.fromkeys(references(spec))
        if name not in known and not name.startswith("AWS::")
    ]
    if problems:
        raise SpecError(problems)


def references(value: Any, path: SpecPath = ()) -> Iterator[tuple[SpecPath, str]]:
    """Yield every logical ID, parameter or pseudo parameter that a part of a spec refers to, and where."""
    if isinstance(value, SpecModel):
        for name, field in type(value).model_fields.items():
            yield from references(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, AWSHelperFn):
        yield from references(value.to_dict(), path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, (*path, index))
    elif isinstance(value, dict):
        yield from ((path, name) for name in _named(value))
        for key, item in value.items():
            yield from references(item, (*path, str(key)))


def _named(value: dict[Any, Any]) -> Iterator[str]:
    """Yield what a function names by itself; what stands in its arguments is found there."""
    match value:
        case {"Ref": str(name)} if len(value) == 1:
            yield name
        case {"Fn::GetAtt": [str(name), *_]} if len(value) == 1:
            yield name
        case {"Fn::GetAtt": str(text)} if len(value) == 1:
            yield text.partition(".")[0]
        case {"Fn::Sub": str(text)} if len(value) == 1:
            yield from map(str.strip, _VARIABLE.findall(text))
        case {"Fn::Sub": [str(text), dict(own)]} if len(value) == 1:
            yield from (name for name in map(str.strip, _VARIABLE.findall(text)) if name not in own)
