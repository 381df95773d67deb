"""What a resource names, where, and when: all that CloudFormation makes before it.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from generator.resource_types import SERVERLESS_FUNCTION
from generator.template_model.resource import Resource
from generator.template_model.values import ALWAYS, Fact, Facts, Path, in_sub

# What becomes resources of its own, which wait for the function.
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
_NOT_IN_FUNCTION: Final = ("Events", "DeploymentPreference", "ProvisionedConcurrencyConfig")


class Named(NamedTuple):
    """A logical ID or a parameter, where it is named, and when."""

    name: str
    path: Path
    given: Facts


def named(resource: Resource) -> Iterator[Named]:
    """Yield what a resource names in DependsOn and, by a function, in its properties."""
    for name in resource.depends_on:
        yield Named(name, (*resource.path, "DependsOn"), resource.given)
    properties = resource.written.get("Properties")
    left_out = _NOT_IN_FUNCTION if resource.type == SERVERLESS_FUNCTION else ()
    for key, value in properties.items() if isinstance(properties, Mapping) else ():
        if key not in left_out:
            yield from references(value, (*resource.path, "Properties", key), resource.given)
    for value, path in resource.places.values():
        yield from references(value, path, resource.given)


def references(value: Any, path: Path = (), given: Facts = ALWAYS) -> Iterator[Named]:
    """Yield the names in a value as it is written."""
    match value:
        case {"Fn::If": [str(condition), *branches]} if len(value) == 1:
            for index, branch in enumerate(branches, 1):
                fact = Fact("condition", condition, index == 1)
                yield from references(branch, (*path, "Fn::If", index), given | {fact})
        case {"Ref": str(name)} | {"Fn::GetAtt": str(name) | [str(name), *_]} if len(value) == 1:
            yield Named(name.partition(".")[0], path, given)
        case {"Fn::Sub": str(text)} if len(value) == 1:
            yield from _in_sub(text, {}, path, given)
        case {"Fn::Sub": [str(text), Mapping() as variables]} if len(value) == 1:
            yield from _in_sub(text, variables, path, given)
            yield from references(variables, (*path, "Fn::Sub", 1), given)
        case Mapping():
            for key, item in value.items():
                yield from references(item, (*path, key), given)
        case list():
            for index, item in enumerate(value):
                yield from references(item, (*path, index), given)


def _in_sub(text: str, variables: Mapping[str, Any], path: Path, given: Facts) -> Iterator[Named]:
    for kind, name in in_sub(text):
        if kind == "name" and name not in variables:
            yield Named(name.partition(".")[0], path, given)
