"""What a part of a spec refers to: `!Ref`, `!GetAtt` and `!Sub`, wherever they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from troposphere import AWSHelperFn, GenericHelperFn

from generator.errors import SpecPath
from generator.spec.base import SpecModel
from generator.syntax import is_intrinsic

_VARIABLE = re.compile(r"\$\{([^!}.][^}.]*)[^}]*\}")  # `${!Name}` is a literal


class Named(NamedTuple):
    """The resource or the parameter that a `!Ref` or `!GetAtt` names; without an attribute it is a `!Ref`."""

    logical_id: str
    attribute: str | None = None


def named(value: object) -> Named | None:
    """`!GetAtt Jobs.Arn` -> `("Jobs", "Arn")`; `!Ref Jobs` -> `("Jobs", None)`; None for anything else."""
    match value.to_dict() if isinstance(value, AWSHelperFn) else None:
        case {"Ref": str(logical_id)}:
            return Named(logical_id)
        case {"Fn::GetAtt": [str(logical_id), str(attribute)]}:
            return Named(logical_id, attribute)
        case {"Fn::GetAtt": str(text)}:
            return Named(text.partition(".")[0], text.partition(".")[2])
    return None


def text_of(value: object) -> str | None:
    """Return a literal, or the text of a `!Sub` without variables of its own."""
    if isinstance(value, str):
        return value
    match value.to_dict() if isinstance(value, AWSHelperFn) else None:
        case {"Fn::Sub": str(text)}:
            return text
    return None


def plain_value(data: Any) -> Any:
    """Return plain data in the long form, such as a branch of an `!If`, as the value that it is."""
    return GenericHelperFn(data) if is_intrinsic(data) else data


def plain(value: Any) -> Any:
    """Return a value as plain data, a function in the long form: so two can be compared."""
    return value.to_dict() if isinstance(value, AWSHelperFn) else value


def references(value: Any, path: SpecPath = ()) -> Iterator[tuple[SpecPath, str]]:
    """Yield every logical ID, parameter or pseudo parameter that a part of a spec refers to, and where."""
    for place, mapping in _mappings(value, path):
        yield from ((place, name) for name in _own_references(mapping))


def functions(value: Any) -> Iterator[tuple[SpecPath, str]]:
    """Yield the name of every function in a part of a spec, and where it stands: `Fn::If`."""
    for place, mapping in _mappings(value, ()):
        if is_intrinsic(mapping):
            yield place, str(next(iter(mapping)))


def may_be_nothing(value: Any) -> bool:
    """Say whether a value may be `AWS::NoValue`, which CloudFormation leaves out."""
    return any(name == "AWS::NoValue" for _, name in references(value))


def subs(value: Any) -> Iterator[tuple[SpecPath, list[str]]]:
    """Yield the variables of every `!Sub` in a part of a spec, as they are written, and where it stands."""
    for place, mapping in _mappings(value, ()):
        match mapping:
            case {"Fn::Sub": str(text)} | {"Fn::Sub": [str(text), _]}:
                yield place, [match[0] for match in _VARIABLE.finditer(text)]


def _mappings(value: Any, path: SpecPath) -> Iterator[tuple[SpecPath, dict[Any, Any]]]:
    """Yield every mapping of a part of a spec, functions among them, and where it stands."""
    if isinstance(value, SpecModel):
        for name, field in type(value).model_fields.items():
            yield from _mappings(getattr(value, name), (*path, field.alias or name))
        for key, item in (value.model_extra or {}).items():
            yield from _mappings(item, (*path, key))
    elif isinstance(value, AWSHelperFn):
        yield from _mappings(value.to_dict(), path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _mappings(item, (*path, index))
    elif isinstance(value, dict):
        yield path, value
        for key, item in value.items():
            yield from _mappings(item, (*path, str(key)))


def _own_references(value: dict[Any, Any]) -> Iterator[str]:
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
