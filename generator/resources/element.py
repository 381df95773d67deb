"""What builders yield."""

from typing import Any, NamedTuple

from troposphere import AWSObject, Output, Parameter, Tag, Tags


class Metadata(NamedTuple):
    """One entry of the template's Metadata."""

    title: str
    value: dict[str, Any]


Element = AWSObject | Parameter | Output | Metadata


def given(**properties: Any) -> dict[str, Any]:
    """Return the properties that were asked for: what is None, or an empty mapping, stays out of the template."""
    return {name: value for name, value in properties.items() if value is not None and value != {}}


def tag_list(tags: dict[str, Any]) -> Tags | None:
    """Return tags for the types that take a list of them; ApiGatewayV2's types take the mapping itself."""
    return Tags(*(Tag(key, value) for key, value in tags.items())) if tags else None
