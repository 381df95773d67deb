"""The HTTP APIs of a template, each with all that belongs to it, however the template says so.

An API is known by what its parts name as their ApiId: a resource of the template, or an ID from elsewhere. What an
OpenAPI document in its Body says, and what quick create makes (`Target`), is there as virtual resources.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from generator.http_api.route_keys import DEFAULT, METHODS, RouteKey
from generator.resource_types import (
    API,
    AUTHORIZER,
    DEPLOYMENT,
    INTEGRATION,
    INTEGRATION_RESPONSE,
    MAPPING,
    MODEL,
    ROUTE,
    ROUTE_RESPONSE,
    STAGE,
)
from generator.template_model import open_api, quick_create
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import ABSENT, ALWAYS, Facts, Part, Reference, Text, Value, parts, shown

Identity = Part | Text
"""What stands for an API's ID: `Reference("HttpApi")`, a literal, or what is not known but written alike."""

_OF_AN_API: Final = (
    ROUTE, INTEGRATION, AUTHORIZER, STAGE, DEPLOYMENT, MAPPING, MODEL, ROUTE_RESPONSE, INTEGRATION_RESPONSE,
)  # fmt: skip
_ID_ATTRIBUTES: Final = ("ApiId", "AuthorizerId", "DeploymentId", "IntegrationId", "RouteId", "")


@dataclass(frozen=True)
class Route:
    """A key that a route can have, and when it has it. `key` is None if it is no valid one, or not known."""

    resource: Resource
    written: Value
    key: RouteKey | None

    @property
    def given(self) -> Facts:
        return self.written.given


@dataclass(frozen=True)
class HttpApi:
    """An HTTP API and the resources that belong to it; `resource` is None if it is not of this template."""

    template: Template
    identity: Identity
    resource: Resource | None
    imports_unknown: bool = False
    """Whether it has routes that cannot be seen: from S3, or from a Body that is not known."""
    parts: list[Resource] = field(default_factory=list)

    def of_type(self, resource_type: str) -> list[Resource]:
        return self._by_type.get(resource_type, [])

    @cached_property
    def _by_type(self) -> dict[str, list[Resource]]:
        """The parts by their type, once all are there: rules ask for them at every route."""
        found: dict[str, list[Resource]] = {}
        for part in self.parts:
            found.setdefault(part.type, []).append(part)
        return found

    @property
    def routes(self) -> list[Resource]:
        return self.of_type(ROUTE)

    @property
    def integrations(self) -> list[Resource]:
        return self.of_type(INTEGRATION)

    @property
    def authorizers(self) -> list[Resource]:
        return self.of_type(AUTHORIZER)

    @property
    def stages(self) -> list[Resource]:
        return self.of_type(STAGE)

    @property
    def deployments(self) -> list[Resource]:
        return self.of_type(DEPLOYMENT)

    @property
    def mappings(self) -> list[Resource]:
        return self.of_type(MAPPING)

    @cached_property
    def cors(self) -> list[Resource]:
        """What has settings of CORS, to be read as `values("CorsConfiguration", …)`: the API, its Body, or both."""
        return [] if self.resource is None else [self.resource, *open_api.cors(self.resource)]

    @cached_property
    def is_certain(self) -> bool:
        """Whether it is known to be no WebSocket API: one from elsewhere has a route with a method, or tokens, then."""
        if self.resource is not None and all(value.is_known for value in self.resource.values("ProtocolType")):
            return True
        if any(value.text == "JWT" for each in self.authorizers for value in each.values("AuthorizerType")):
            return True
        return any(route.key and route.key.method for route in self.keyed_routes)

    @property
    def is_whole(self) -> bool:
        """Whether all that belongs to the API is in this template, so that what is not there is nowhere."""
        return self.resource is not None and not self.imports_unknown and not self.template.has_macros

    @cached_property
    def keyed_routes(self) -> list[Route]:
        """The routes with each key that they can have, in the order of the template."""
        return [
            Route(resource, value, parsed_key(value.text))
            for resource in self.routes
            for value in resource.values("RouteKey")
            if parts(value.value) is not None
        ]

    @property
    def name(self) -> str:
        """What to call it in a message: its logical ID, or what stands for its ID if that is short."""
        if self.resource:
            return self.resource.logical_id
        return shown(self.identity) if isinstance(self.identity, (Reference, str)) else "the API"

    def more_than(self, quota: int, resources: Sequence[Resource]) -> list[Resource]:
        """Return resources of the API that can all be there at once, in their order, if they are more than a quota."""
        if len(resources) <= quota:  # it takes time to find out what can be there at once
            return []
        found, facts = [], ALWAYS
        for resource in resources:
            for given in self._memberships(resource):
                if self.template.possible(facts | given):
                    found.append(resource)
                    facts |= given
                    break
        return found if len(found) > quota else []

    def _memberships(self, resource: Resource) -> list[Facts]:
        """Return when a resource belongs to the API."""
        return [value.given for value in resource.values("ApiId") if plain(value.value) == self.identity]

    def owner(self, named: Resource, route: Resource, given: Facts) -> str | None:
        """Return the other API of the template that has what one of our routes names under these facts, if it is so."""
        for membership in self._memberships(route):
            facts = membership | given
            if self.template.possible(facts) and (other := self._owner(named, facts)):
                return other
        return None

    def _owner(self, named: Resource, facts: Facts) -> str | None:
        now = [value for value in named.values("ApiId") if self.template.possible(value.given | facts)]
        owners = [self.template.referred(plain(value.value), API) for value in now]
        others = [owner.logical_id for owner in owners if owner and owner is not self.resource]
        return others[0] if self.resource and others and len(others) == len(owners) else None

    def authorizers_of(self, kind: str) -> Iterator[tuple[Resource, Facts]]:
        """Yield the authorizers that can be of an AuthorizerType, each with when it is.

        Those of WebSocket APIs are others: an API from elsewhere has none unless it is known to be for HTTP.
        """
        for authorizer in self.authorizers if self.is_certain else ():
            for value in authorizer.values("AuthorizerType"):
                if value.text == kind:
                    yield authorizer, value.given

    def routes_with(self, authorizer: Resource) -> list[Resource]:
        """Return the routes that can have an authorizer of the template."""
        return self._routes_by_authorizer.get(authorizer.logical_id, [])

    @cached_property
    def _routes_by_authorizer(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for route in self.routes:
            named = [self.authorizer_of(value) for value in route.values("AuthorizerId")]
            for name in dict.fromkeys(each.logical_id for each in named if each):
                found.setdefault(name, []).append(route)
        return found

    def integration_of(self, target: Value) -> Resource | None:
        """Return the integration of the template that a route's Target names."""
        match target.value:
            case Text(("integrations/", Reference() as reference)):
                return self.template.referred(plain(reference), INTEGRATION)
        return None

    def authorizer_of(self, identifier: Value) -> Resource | None:
        """Return the authorizer of the template that an AuthorizerId names."""
        return self.template.referred(plain(identifier.value), AUTHORIZER)


def parsed_key(text: str | None) -> RouteKey | None:
    """Return a valid route key, or None."""
    try:
        return None if text is None else RouteKey.parse(text)
    except ValueError:
        return None


def plain(value: Any) -> Any:
    """Return `!Ref Api` for `!GetAtt Api.ApiId` and the like, which say the same."""
    match value:
        case Reference(name, attribute) if attribute in _ID_ATTRIBUTES:
            return Reference(name)
    return value


def http_apis(template: Template) -> list[HttpApi]:
    """Return the HTTP APIs of a template in the order in which it names them; those of WebSocket are none."""
    found: dict[Identity, HttpApi] = {}
    for resource in template.of_type(API):
        found[Reference(resource.logical_id)] = _with_resource(template, resource)
    for resource in template.of_type(*_OF_AN_API):
        for identity in dict.fromkeys(_identities(resource)):
            found.setdefault(identity, HttpApi(template, identity, None)).parts.append(resource)
    return [api for api in found.values() if _is_http(api)]


def _with_resource(template: Template, resource: Resource) -> HttpApi:
    made = [*open_api.resources(resource), *quick_create.resources(resource)]
    for each in made:
        template.add(each)
    has_document = resource.value("BodyS3Location") is not ABSENT or not open_api.is_readable(resource)
    return HttpApi(template, Reference(resource.logical_id), resource, has_document, made)


def _identities(resource: Resource) -> Iterator[Identity]:
    """Yield what stands for the API; an SSM parameter's or an import's value is one of its own."""
    for value in resource.values("ApiId"):
        known = plain(value.value)
        if parts(known) is not None:
            yield known


def _is_http(api: HttpApi) -> bool:
    """Say whether it is an HTTP API; of one from elsewhere its routes tell."""
    if api.resource is not None:
        return all(value.text != "WEBSOCKET" for value in api.resource.values("ProtocolType"))
    keys = [value.beginning for route in api.routes for value in route.values("RouteKey")]
    return not any(key.startswith("$") and key != DEFAULT for key in keys) and (
        not keys or any(key == DEFAULT or key.partition(" ")[0].upper() in METHODS for key in keys)
    )
