"""Overrides: the last word on a generated resource."""

from typing import Annotated, Any

from pydantic import AfterValidator, ValidationError
from pydantic_core import InitErrorDetails

from generator.errors import did_you_mean
from generator.syntax import RESOURCE_ATTRIBUTES


def _attribute(name: str) -> str:
    if name not in RESOURCE_ATTRIBUTES:
        hint = did_you_mean(name, RESOURCE_ATTRIBUTES) or f"; what can be is {', '.join(RESOURCE_ATTRIBUTES)}"
        raise ValueError(f"cannot be overridden{hint}")
    return name


def _mappings(override: dict[str, Any]) -> dict[str, Any]:
    properties = override.get("Properties", {})
    if not isinstance(properties, dict):
        error = InitErrorDetails(type="dict_type", loc=("Properties",), input=properties)
        raise ValidationError.from_exception_data("Override", [error])
    return override


Override = Annotated[dict[Annotated[str, AfterValidator(_attribute)], Any], AfterValidator(_mappings)]
"""Changes to one resource: mappings merge, lists and scalars replace, null removes."""
