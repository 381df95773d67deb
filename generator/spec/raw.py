"""The raw section: what is known of the resources in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from troposphere import encode_to_dict

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


class RawResource(NamedTuple):
    """A resource as plain data, functions in their long form; Properties that are no mapping are empty."""

    type: str
    properties: Mapping[str, Any]


def raw_resource(logical_id: str, spec: ApiSpec) -> RawResource | None:
    """Return a resource of the raw section; None for what is none, such as a loop."""
    body = encode_to_dict(spec.cloudformation.resources.get(logical_id)) if spec.cloudformation else None
    if not isinstance(body, dict) or not isinstance(body.get("Type"), str):
        return None
    properties = body.get("Properties")
    return RawResource(body["Type"], properties if isinstance(properties, dict) else {})


def raw_type(logical_id: str, spec: ApiSpec) -> str | None:
    """Return the type of a resource of the raw section; None for what is none."""
    resource = raw_resource(logical_id, spec)
    return resource.type if resource else None
