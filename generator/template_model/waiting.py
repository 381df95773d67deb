"""What CloudFormation makes before a resource: all that it refers to or depends on, however indirectly.

A reference counts wherever it stands, in a branch that cannot be as well: who is said not to wait does not wait.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.template_model.resource import Resource
from generator.template_model.values import in_sub


def waits_for(resource: Resource) -> set[str]:
    """Return the logical IDs of the resources that are made before this one."""
    found: set[str] = set()
    left = list(_needed(resource))
    while left:
        name = left.pop()
        if name not in found and (other := resource.template.resources.get(name)):
            found.add(name)
            left += _needed(other)
    return found


def _needed(resource: Resource) -> Iterator[str]:
    """Yield what a resource names itself."""
    yield from resource.depends_on
    yield from _referred(resource.written.get("Properties"))
    for value, _ in resource.places.values():
        yield from _referred(value)


def _referred(value: Any) -> Iterator[str]:
    """Yield the names in a value as it is written, of parameters among them."""
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": str(name) | [str(name), *_]} if len(value) == 1:
            yield name.partition(".")[0]
        case {"Fn::Sub": str(text) | [str(text), *_]} if len(value) == 1:
            yield from (name.partition(".")[0] for kind, name in in_sub(text) if kind == "name")
            yield from _referred(value["Fn::Sub"][1:] if isinstance(value["Fn::Sub"], list) else None)
        case Mapping():
            for each in value.values():
                yield from _referred(each)
        case list():
            for each in value:
                yield from _referred(each)
