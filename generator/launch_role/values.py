"""Values of a template as texts that IAM can compare: what only a launch will tell becomes `*`.

`${AWS::Partition}`, `${AWS::Region}` and `${AWS::AccountId}` stay: they are the same where the role is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.errors import SpecPath

Resource = Mapping[str, Any]

STACK_NAME: Final = "AWS::StackName"
_KEPT: Final = ("AWS::Partition", "AWS::Region", "AWS::AccountId")
_PLACE: Final = re.compile(r"\$\{([^!}][^}]*)\}")
_STARS: Final = re.compile(r"\*+")

# Where the attributes of a resource begin that are none of its properties.
_ATTRIBUTES: Final = ("UpdatePolicy",)


def texts(value: Any, prefix: str) -> list[str]:
    """Return what a value may come to: every branch of an `!If`, and nothing for `!Ref AWS::NoValue`."""
    match value:
        case {"Ref": "AWS::NoValue"}:
            return []
        case {"Fn::If": [_, one, other]}:
            return [*dict.fromkeys([*texts(one, prefix), *texts(other, prefix)])]
    return [_STARS.sub("*", _text(value, prefix))]


def _text(value: Any, prefix: str) -> str:
    match value:
        case str() | int() | float():
            return str(value)
        case {"Ref": str(name)}:
            return _reference(name, prefix)
        case {"Fn::Sub": str(text)}:
            return _PLACE.sub(lambda place: _reference(place[1], prefix), text)
        case {"Fn::Sub": [str(text), dict(variables)]}:
            return _PLACE.sub(lambda place: _variable(place[1], variables, prefix), text)
        case {"Fn::Join": [str(between), list(parts)]}:
            return between.join(_text(part, prefix) for part in parts)
    return "*"


def _variable(name: str, variables: Mapping[str, Any], prefix: str) -> str:
    return _text(variables[name], prefix) if name in variables else _reference(name, prefix)


def _reference(name: str, prefix: str) -> str:
    if name == STACK_NAME:
        return f"{prefix}*"
    return f"${{{name}}}" if name in _KEPT else "*"


def named(value: Any) -> str | None:
    """Return the logical ID of what `!Ref` and `!GetAtt` name; None for anything else."""
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]}:
            return name
        case {"Fn::GetAtt": str(text)} | {"Fn::Sub": str(text)} if _one_place(value, text):
            return text.removeprefix("${").removesuffix("}").partition(".")[0]
    return None


def _one_place(value: Mapping[str, Any], text: str) -> bool:
    return "Fn::GetAtt" in value or _PLACE.fullmatch(text) is not None


def at(resource: Resource, path: str) -> list[Any]:
    """Return the values at a place of a resource: `VpcConfig`, `Targets.RoleArn`, in every entry of a list."""
    first, *rest = path.split(".")
    start = resource if first in _ATTRIBUTES else resource.get("Properties", {})
    return [*_below(start, (first, *rest))]


def _below(value: Any, path: SpecPath) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _below(item, path)
    elif not path:
        if value != {"Ref": "AWS::NoValue"}:
            yield value
    elif isinstance(value, dict):
        match value:
            case {"Fn::If": [_, one, other]}:
                yield from _below([one, other], path)
        if path[0] in value:
            yield from _below(value[path[0]], path[1:])
