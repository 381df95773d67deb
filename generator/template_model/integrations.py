"""What an integration leads to, and when: one with conditions can lead to several things.

Nothing is said of one whose type is not known, or whose API may be one of WebSocket.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from generator.http_api import parameter_mapping
from generator.http_api.integrations import Kind
from generator.template_model.http_apis import HttpApi, Route
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import ABSENT, ALWAYS, Facts, Path, Value


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
    for integration in api.integrations if api.is_certain else ():
        for backend in dict.fromkeys(_backends(integration)):
            if not kinds or backend.kind in kinds:
                yield backend


def routes_by_integration(api: HttpApi) -> Mapping[str, list[Route]]:
    """Return the routes with a valid key that lead to each integration, by its logical ID."""
    found: dict[str, list[Route]] = defaultdict(list)
    for route in api.keyed_routes:
        for target in route.resource.values("Target") if route.key else ():
            if integration := api.integration_of(target):
                found[integration.logical_id].append(route)
    return found


class Mapped(NamedTuple):
    """One entry of a parameter mapping: what is changed, and what it becomes. `status` is that of a response."""

    destination: str
    source: Value
    path: Path
    status: str = ""

    def problem(self, source: str) -> str | None:
        """Say what is wrong with the entry if this is its source."""
        if self.status:
            return parameter_mapping.response_problem(self.status, self.destination, source)
        return parameter_mapping.request_problem(self.destination, source)

    def is_taken(self, source: str) -> bool:
        """Say whether API Gateway takes the entry with this source, though it does not do what was meant."""
        harmless = parameter_mapping.NO_SOURCE if self.destination.startswith("remove:") else "/"
        is_meant_otherwise = parameter_mapping.is_taken(self.destination, source, of_response=bool(self.status))
        return is_meant_otherwise and self.problem(harmless) is None


def request_mappings(backend: Backend) -> Iterator[Mapped]:
    """Yield the entries of `RequestParameters`; of a service they are the parameters of its action."""
    for parameters in backend.values("RequestParameters"):
        for destination, source in backend.integration.template.entries(parameters):
            yield Mapped(destination, source, source.path)


def response_mappings(backend: Backend) -> Iterator[Mapped]:
    """Yield the entries of `ResponseParameters`; a document writes them as it writes those of requests.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-apigatewayv2-integration-responseparameter.html
    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-responseParameters.html
    """
    template = backend.integration.template
    for parameters in backend.values("ResponseParameters"):
        for status, entries in template.entries(parameters):
            if backend.integration.is_virtual:
                for destination, source in template.entries(entries):
                    yield Mapped(destination, source, source.path, status)
            else:
                yield from _listed_mappings(template, status, entries)


def _listed_mappings(template: Template, status: str, entries: Value) -> Iterator[Mapped]:
    for listed in _entry(template, entries, "ResponseParameters"):
        for item in template.items(listed):
            for to, source in product(_entry(template, item, "Destination"), _entry(template, item, "Source")):
                if to.text is not None and template.possible(given := to.given | source.given):
                    yield Mapped(to.text, source._replace(given=given), item.path, status)


def _entry(template: Template, mapping: Value, name: str) -> list[Value]:
    return [value for key, value in template.entries(mapping) if key == name]


def _backends(integration: Resource) -> Iterator[Backend]:
    for values in integration.together("IntegrationType", "IntegrationSubtype", "ConnectionType"):
        if kind := _kind(*values):
            yield Backend(integration, kind, ALWAYS.union(*(value.given for value in values)))


def _kind(integration_type: Value, subtype: Value, connection: Value) -> Kind | None:
    match integration_type.text and integration_type.text.upper():
        case "AWS_PROXY":
            return "function" if subtype.value is ABSENT else "service"
        case "HTTP_PROXY" if connection.value is ABSENT or connection.text == "INTERNET":
            return "http"
        case "HTTP_PROXY" if connection.text == "VPC_LINK":
            return "private"
    return None
