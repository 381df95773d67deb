"""Custom domains, and the API mappings that lead from them to APIs.

A domain of the template is known by its resource, however a mapping names it: by `!Ref`, or by the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Any, Final, NamedTuple

from generator.resource_types import DOMAIN, MAPPING
from generator.template_model.http_apis import HttpApi, plain
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import Facts, Reference, Value, parts

_MOST: Final = 256  # ways of being without; beyond, it cannot be told


class Mapped(NamedTuple):
    """An API mapping with a domain that it can be on, and when it is there."""

    resource: Resource
    name: Value
    """The domain's name as the mapping has it."""
    domain: Resource | None
    """None if it is not of the template, or not known."""
    api: HttpApi | None
    """None if it is no HTTP API, or if that is not known: an API from elsewhere without a route here."""
    given: Facts

    @property
    def identity(self) -> Any:
        """What stands for the domain; it is equal for mappings that are on the same."""
        return Reference(self.domain.logical_id) if self.domain else self.name.value


def mapped(template: Template, apis: list[HttpApi]) -> Iterator[Mapped]:
    """Yield the API mappings with each domain and API that they can be of, in the order of the template."""
    known = {api.identity: api for api in apis if api.resource or api.routes}
    for resource in template.of_type(MAPPING):
        for name, api_id in product(_texts(resource, "DomainName"), _texts(resource, "ApiId")):
            domain, api = _domain(template, name), known.get(plain(api_id.value))
            there = [each.given for each in (domain, api and api.resource) if each]
            given = name.given.union(api_id.given, *there)
            if template.possible(given):
                yield Mapped(resource, name, domain, api, given)


def _texts(resource: Resource, key: str) -> list[Value]:
    return [value for value in resource.values(key) if parts(value.value) is not None]


def _domain(template: Template, name: Value) -> Resource | None:
    referred_to = template.referred(plain(name.value), DOMAIN)
    return referred_to or next((domain for domain in template.of_type(DOMAIN) if _is_called(domain, name)), None)


def _is_called(domain: Resource, name: Value) -> bool:
    return any(
        own.value == name.value and domain.template.possible(own.given | name.given)
        for own in domain.values("DomainName")
    )


def configured(domain: Resource) -> Iterator[tuple[str, Value]]:
    """Yield what the configurations of a domain say, with its name: `("EndpointType", …)`."""
    for configurations in domain.values("DomainNameConfigurations"):
        for configuration in domain.template.items(configurations):
            yield from domain.template.entries(configuration)


def certificate_names(certificate: Resource) -> Iterator[tuple[str, Value]]:
    """Yield the names that a certificate is for, each with the property in which it stands."""
    for name in certificate.values("DomainName"):
        if parts(name.value) is not None:
            yield "DomainName", name
    for others in certificate.values("SubjectAlternativeNames"):
        for name in certificate.template.items(others):
            yield "SubjectAlternativeNames", name


def is_ever_without(template: Template, given: Facts, others: Iterable[Mapped]) -> bool:
    """Say whether something can be so while none of these mappings is there.

    Only conditions make a mapping be there or not: a parameter that names its domain does not.
    """
    missing = [
        [fact._replace(value=not fact.value) for fact in each.given if fact.kind == "condition"] for each in others
    ]
    return any(template.possible(given | frozenset(each)) for each in islice(product(*missing), _MOST))
