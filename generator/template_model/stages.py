"""The settings of a stage: those for all routes, and those of one.

An entry of RouteSettings takes the place of DefaultRouteSettings as a whole (terraform-aws-modules/
terraform-aws-apigateway-v2#78).
https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.resource_types import LOG_GROUP
from generator.template_model.resource import Resource
from generator.template_model.values import Value, parts


class Settings(NamedTuple):
    """Settings for the route of a key, or for all routes if `key` is None; `value` is a mapping."""

    stage: Resource
    key: str | None
    value: Value

    @property
    def name(self) -> str:
        return "DefaultRouteSettings" if self.key is None else f"RouteSettings '{self.key}'"

    def values(self, name: str) -> Iterator[Value]:
        """Yield everything that a setting can be; nothing if it is not there."""
        yield from (value for key, value in self.stage.template.entries(self.value) if key == name)

    def names(self) -> set[str]:
        """Return the names of what is there, or may be."""
        return {key for key, _ in self.stage.template.entries(self.value)}


def settings(stage: Resource) -> Iterator[Settings]:
    """Yield DefaultRouteSettings, if there are any, and then the entries of RouteSettings."""
    for value in stage.values("DefaultRouteSettings"):
        if isinstance(value.value, Mapping):
            yield Settings(stage, None, value)
    yield from route_settings(stage)


def route_settings(stage: Resource) -> Iterator[Settings]:
    """Yield the entries of RouteSettings, each as often as it can be another; what is no mapping is passed over."""
    for entries in stage.values("RouteSettings"):
        for key, value in stage.template.entries(entries):
            if isinstance(value.value, Mapping):
                yield Settings(stage, key, value)


def log_group(stage: Resource, destination: Value) -> Resource | None:
    """Return the log group of the template that the ARN of an access log is of, or is put together from."""
    found = (stage.template.referred(part, LOG_GROUP) for part in parts(destination.value) or ())
    return next(filter(None, found), None)
