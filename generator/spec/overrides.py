"""Overrides: the last word on a generated resource."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import AfterValidator, ConfigDict, ValidationError
from pydantic_core import InitErrorDetails

from generator.errors import SpecPath, did_you_mean
from generator.flavours import Flavour
from generator.spec.base import SpecModel
from generator.syntax import RESOURCE_ATTRIBUTES

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


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


class Overrides(SpecModel):
    """Changes by logical ID: for every flavour, and for one of them alone."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Override]

    cloudformation: dict[str, Override] = {}
    sam: dict[str, Override] = {}


class Placed(NamedTuple):
    """One override, and where it stands; `flavour` is None for every flavour."""

    flavour: Flavour | None
    logical_id: str
    change: dict[str, Any]

    @property
    def path(self) -> SpecPath:
        return ("overrides", *filter(None, [self.flavour]), self.logical_id)


def placed(spec: ApiSpec) -> Iterator[Placed]:
    """Yield every override of a spec, those for every flavour first."""
    if spec.overrides is None:
        return
    groups: list[tuple[Flavour | None, dict[str, dict[str, Any]]]] = [
        (None, spec.overrides.model_extra or {}),
        ("cloudformation", spec.overrides.cloudformation),
        ("sam", spec.overrides.sam),
    ]
    for flavour, group in groups:
        yield from (Placed(flavour, logical_id, change) for logical_id, change in group.items())
