"""Overrides: the last word on a generated resource."""

from typing import Annotated, Any

from pydantic import AfterValidator

from generator.errors import did_you_mean
from generator.syntax import RESOURCE_ATTRIBUTES


def _attributes(override: dict[str, Any]) -> dict[str, Any]:
    for name in override:
        if name not in RESOURCE_ATTRIBUTES:
            hint = did_you_mean(name, RESOURCE_ATTRIBUTES) or f"; known here: {', '.join(RESOURCE_ATTRIBUTES)}"
            raise ValueError(f"'{name}' cannot be overridden{hint}")
    return override


Override = Annotated[dict[str, Any], AfterValidator(_attributes)]
"""Changes to one resource: mappings merge, lists and scalars replace, null removes."""
