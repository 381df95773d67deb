"""Overrides: the last word on a generated resource."""

from typing import Annotated, Any

from pydantic import AfterValidator

from generator.errors import did_you_mean
from generator.syntax import RESOURCE_ATTRIBUTES


def _attribute(name: str) -> str:
    if name not in RESOURCE_ATTRIBUTES:
        hint = did_you_mean(name, RESOURCE_ATTRIBUTES) or f"; what can be is {', '.join(RESOURCE_ATTRIBUTES)}"
        raise ValueError(f"cannot be overridden{hint}")
    return name


Override = dict[Annotated[str, AfterValidator(_attribute)], Any]
"""Changes to one resource: mappings merge, lists and scalars replace, null removes."""
