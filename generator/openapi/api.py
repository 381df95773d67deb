"""The API of a template, and what belongs to it: the resources that name it by their `ApiId`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from generator import names
from generator.openapi.values import mapping


class Resource(NamedTuple):
    """A resource's properties, and the condition under which it is there at all."""

    properties: Mapping[str, Any]
    condition: str | None

    def get(self, name: str) -> Any:
        return self.properties.get(name)


@dataclass(frozen=True)
class Api:
    """A template as far as it is about its API."""

    body: Mapping[str, Any]

    @property
    def properties(self) -> Mapping[str, Any]:
        return self.resource(names.API).properties

    @property
    def parameters(self) -> Mapping[str, Any]:
        return mapping(self.body.get("Parameters"))

    def resource(self, logical_id: str) -> Resource:
        """Return a resource of the template, of whatever type; an empty one if there is none."""
        resource = mapping(mapping(self.body.get("Resources")).get(logical_id))
        return Resource(mapping(resource.get("Properties")), resource.get("Condition"))

    def of_type(self, resource_type: str) -> dict[str, Resource]:
        """Return the resources of a type that belong to the API, by their logical IDs, in the template's order."""
        return self._by_type.get(resource_type, {})

    @cached_property
    def _by_type(self) -> dict[str, dict[str, Resource]]:
        found: dict[str, dict[str, Resource]] = {}
        for logical_id, resource in mapping(self.body.get("Resources")).items():
            if mapping(mapping(resource).get("Properties")).get("ApiId") == {"Ref": names.API}:
                found.setdefault(str(resource.get("Type")), {})[logical_id] = self.resource(logical_id)
        return found
