"""A template as plain data, as far as it can be understood, and what is said about two of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from generator.errors import one_line
from generator.http_api.route_keys import RouteKey
from generator.resource_types import ROUTE

Place = tuple[str, ...]  # an API, then the parts of a path without the names of variables


class Transition(NamedTuple):
    """One thing that a deployed stack meets: what changes, what its deployment does, and the way through."""

    subject: str
    consequence: str
    way_through: str

    def __str__(self) -> str:
        """Return it in one line, whatever stands in the templates."""
        return one_line(f"{self.subject}: {self.consequence}; {self.way_through}")


class Resource(NamedTuple):
    type: str
    properties: Mapping[str, Any]
    attributes: Mapping[str, Any]

    def is_retained(self, attribute: str) -> bool:
        return str(self.attributes.get(attribute, "")).startswith("Retain")


class Route(NamedTuple):
    """A route's key, and its API as text: templates may hold more than one."""

    api: str
    key: RouteKey

    @property
    def anonymous(self) -> tuple[str, str]:
        return self.api, self.key.anonymous

    def variables(self) -> Iterator[tuple[Place, str]]:
        """Yield every variable as it is written, and its place, at which all routes must use one name."""
        place = [self.api]
        for segment in self.key.segments:
            place.append(segment.anonymous)
            if segment.variable is not None:
                yield tuple(place), segment.text


@dataclass(frozen=True)
class Template:
    """A template as far as it can be understood."""

    body: Mapping[str, Any]

    @cached_property
    def resources(self) -> dict[str, Resource]:
        return {
            logical_id: Resource(resource["Type"], mapping(resource.get("Properties")), resource)
            for logical_id, resource in mapping(self.body.get("Resources")).items()
            if isinstance(resource, Mapping) and isinstance(resource.get("Type"), str)
        }

    @cached_property
    def routes(self) -> dict[str, Route]:
        """Every route whose key is a valid literal, by its logical ID."""
        found = {}
        for logical_id, properties in self.of_type(ROUTE).items():
            key = route_key(properties.get("RouteKey"))
            if key:
                found[logical_id] = Route(text(properties.get("ApiId")), key)
        return found

    @property
    def parameters(self) -> Mapping[str, Any]:
        return mapping(self.body.get("Parameters"))

    def of_type(self, resource_type: str) -> dict[str, Mapping[str, Any]]:
        """Return the properties of every resource of a type, by its logical ID."""
        return {name: each.properties for name, each in self.resources.items() if each.type == resource_type}


def route_key(value: Any) -> RouteKey | None:
    """Return the key of a route of an HTTP API, or None for what only the deployment knows, or another kind of API."""
    try:
        return RouteKey.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None


def mapping(value: Any) -> Mapping[str, Any]:
    """Return the value if it is a mapping; otherwise it holds nothing that can be understood."""
    return value if isinstance(value, Mapping) else {}


def text(value: Any) -> str:
    """Return a value as CloudFormation sees it: 1 is "1", and true is "true"."""
    return json.dumps(_plain(value), sort_keys=True)


def _plain(value: Any) -> Any:
    match value:
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
    return None if value is None else str(value)


def listed(words: list[str], most: int = 3) -> str:
    """`a`; `a and b`; `a, b, c and 4 more`"""
    shown = words if len(words) <= most else [*words[:most], f"{len(words) - most} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if shown[1:] else shown)
