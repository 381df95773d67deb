"""The HTTP APIs of a template, each with all that belongs to it, however the template says so.

An API is known by what its parts name as their ApiId: a resource of the template, or an ID from elsewhere. What an
OpenAPI document in its Body says, and what quick create makes (`Target`), is there as virtual resources.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from generator.http_api.route_keys import DEFAULT, METHODS, RouteKey
from generator.template_model import open_api
from generator.template_model.resource import Places, Resource
from generator.template_model.template import Template
from generator.template_model.types import (
    API,
    AUTHORIZER,
    DEPLOYMENT,
    INTEGRATION,
    MAPPING,
    ROUTE,
    STAGE,
)
from generator.template_model.values import ABSENT, Facts, Part, Reference, Text, Value, parts

Identity = Part | Text
"""What stands for an API's ID: `Reference("HttpApi")`, a literal, or what is not known but written alike."""

_OF_AN_API: Final = (ROUTE, INTEGRATION, AUTHORIZER, STAGE, DEPLOYMENT, MAPPING)
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
        return [each for each in self.parts if each.type == resource_type]

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

    @property
    def is_whole(self) -> bool:
        """Whether all that belongs to the API is in this template, so that what is not there is nowhere."""
        return self.resource is not None and not self.imports_unknown

    @cached_property
    def keyed_routes(self) -> list[Route]:
        """The routes with each key that they can have, in the order of the template."""
        return [
            Route(resource, value, parsed_key(value.text))
            for resource in self.routes
            for value in resource.values("RouteKey")
            if value.value is not ABSENT
        ]

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
    made = [*open_api.resources(resource), *_quick_created(resource)]
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
    keys = [value.text or "" for route in api.routes for value in route.values("RouteKey")]
    return not any(key.startswith("$") and key != DEFAULT for key in keys) and (
        not keys or any(key == DEFAULT or key.partition(" ")[0].upper() in METHODS for key in keys)
    )


def _quick_created(api: Resource) -> Iterator[Resource]:
    """Yield what API Gateway makes of Target: an integration, a route to it, and the stage `$default`.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
    """
    target = next(iter(api.values("Target")), None)
    if target is None or target.value is ABSENT:
        return
    root, written = target.path, api.written.get("Properties", {})
    own: Places = {("ApiId",): ({"Ref": api.logical_id}, root)}
    beside = {name: (written[name], (*root[:-1], name)) for name in ("RouteKey", "CredentialsArn") if name in written}
    uri: Places = {**own, ("IntegrationUri",): (written["Target"], root)}
    if "CredentialsArn" in beside:
        uri["CredentialsArn",] = beside["CredentialsArn"]
    integration = api.part("integration of Target", INTEGRATION, uri, root)
    yield integration
    route: Places = {
        **own,
        ("RouteKey",): beside.get("RouteKey", (DEFAULT, root)),
        ("AuthorizationType",): ("NONE", root),
    }
    route["Target",] = ({"Fn::Join": ["", ["integrations/", {"Ref": integration.logical_id}]]}, root)
    yield api.part("route of Target", ROUTE, route, root)
    yield api.part(
        "stage of Target", STAGE, {**own, ("StageName",): (DEFAULT, root), ("AutoDeploy",): (True, root)}, root
    )
