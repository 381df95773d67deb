"""What an integration leads to, and when: one with conditions can lead to several things.

Nothing is said of one whose type is not known, or is none of HTTP APIs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.http_api.integrations import Kind
from generator.template_model.http_apis import HttpApi
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, ALWAYS, Facts, Value


class Backend(NamedTuple):
    """An integration as it is while some facts hold."""

    integration: Resource
    kind: Kind
    given: Facts

    def values(self, *keys: str) -> Iterator[Value]:
        """Yield what a property can be while the integration is this one."""
        return self.integration.values_when(self.given, *keys)


def backends(api: HttpApi, *kinds: Kind) -> Iterator[Backend]:
    """Yield the integrations of an API that are of these kinds, or all if none is named."""
    for integration in api.integrations:
        for backend in dict.fromkeys(_backends(integration)):
            if not kinds or backend.kind in kinds:
                yield backend


def _backends(integration: Resource) -> Iterator[Backend]:
    for values in integration.together("IntegrationType", "IntegrationSubtype", "ConnectionType"):
        if kind := _kind(*values):
            yield Backend(integration, kind, ALWAYS.union(*(value.given for value in values)))


def _kind(integration_type: Value, subtype: Value, connection: Value) -> Kind | None:
    match integration_type.text:
        case "AWS_PROXY":
            return "function" if subtype.value is ABSENT else "service"
        case "HTTP_PROXY" if connection.value is ABSENT or connection.text == "INTERNET":
            return "http"
        case "HTTP_PROXY" if connection.text == "VPC_LINK":
            return "private"
    return None
