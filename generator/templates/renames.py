"""Renames: a resource whose ID follows from the whole template gets it at last, and whatever refers to it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from troposphere import BaseAWSObject, Template, encode_to_dict

from generator.errors import Problem, SpecError

_VARIABLE: Final = re.compile(r"(\$\{\s*)(\w+)(?=\s*[.}])")  # of a `!Sub`; `${!Name}` is a literal


def give_ids(template: Template, ids: Mapping[str, str]) -> None:
    """Give resources their new IDs, in their places, and mend each reference.

    Raises SpecError if something in the raw section has such an ID.
    """
    taken = [new for new in ids.values() if new in template.resources]
    if taken:
        message = "is generated already: choose another name"
        raise SpecError(Problem(("cloudformation", "Resources", new), f"{new} {message}") for new in taken)
    mend(template, ids)
    for old, new in ids.items():
        template.resources[old].title = new
    resources = {str(resource.title): resource for resource in template.resources.values()}
    template.resources.clear()
    template.resources.update(resources)


def mend(template: Template, ids: Mapping[str, str]) -> None:
    """Let each reference say the new IDs, in its place; what has none stays as it is."""
    for holder in _holders(template):
        for name, value in holder.items():
            before = encode_to_dict(value)
            after = _depended_on(before, ids) if name == "DependsOn" else renamed(before, ids)
            if after != before:
                holder[name] = after


def body(resource: Any) -> dict[str, Any]:
    """Return what a resource holds, to be changed; empty for a loop, which only a transform can read."""
    return resource.resource if isinstance(resource.resource, dict) else {}


def renamed(value: Any, ids: Mapping[str, str]) -> Any:
    """Return plain data in which `!Ref`, `!GetAtt` and `!Sub` say the new IDs."""
    match value:
        case {"Ref": str(name)} if len(value) == 1:
            return {"Ref": ids.get(name, name)}
        case {"Fn::GetAtt": [str(name), *attribute]} if len(value) == 1:
            return {"Fn::GetAtt": [ids.get(name, name), *renamed(attribute, ids)]}
        case {"Fn::GetAtt": str(text)} if len(value) == 1:
            name = text.partition(".")[0]
            return {"Fn::GetAtt": ids.get(name, name) + text.removeprefix(name)}
        case {"Fn::Sub": str(text)} if len(value) == 1:
            return {"Fn::Sub": _substituted(text, ids)}
        case {"Fn::Sub": [str(text), dict(own)]} if len(value) == 1:
            outer = {old: new for old, new in ids.items() if old not in own}
            return {"Fn::Sub": [_substituted(text, outer), renamed(own, ids)]}
        case dict():
            return {key: renamed(item, ids) for key, item in value.items()}
        case list():
            return [renamed(item, ids) for item in value]
    return value


def _substituted(text: str, ids: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda place: place[1] + ids.get(place[2], place[2]), text)


def _depended_on(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_depended_on(each, ids) for each in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _holders(template: Template) -> Iterator[dict[str, Any]]:
    """Yield the mappings whose values may refer to a resource: of each resource its properties, then its attributes."""
    for resource in template.resources.values():
        held = body(resource)
        if isinstance(held.get("Properties"), dict):
            yield held["Properties"]
        yield held
    for output in template.outputs.values():
        yield output.properties if isinstance(output, BaseAWSObject) else output
