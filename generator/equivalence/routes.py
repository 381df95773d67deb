"""Routes with what answers them and who may call them, and authorizers: by route key and by name.

What answers a route is said of the route itself, so that it makes no difference whether the template has routes,
integrations and authorizers as resources or in the OpenAPI document of its API.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.equivalence.systems import LOGICAL_ID, Aspect, Resource, System, Thing, attributes, flat, target_of
from generator.equivalence.values import Unordered, in_branches, joined, parts, shown
from generator.resource_types import AUTHORIZER, INTEGRATION

API_OF: Final[Aspect] = ("API",)
AUTHORIZATION: Final[Aspect] = ("authorization type",)
AUTHORIZED_BY: Final[Aspect] = ("authorizer",)
SCOPES: Final[Aspect] = ("scopes",)
BACKEND: Final[Aspect] = ("backend",)
INTEGRATED: Final = "integration"

_OF_ROUTE: Final[Mapping[str, Aspect]] = {
    "ApiId": API_OF,
    "AuthorizationType": AUTHORIZATION,
    "AuthorizationScopes": SCOPES,
    "OperationName": ("operation name",),
    "Target": ("target",),
}

# What a function is called as the target of an API, around its ARN; an integration takes the ARN alone as well.
# https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
_REGIONAL: Final = ["arn:", {"Ref": "AWS::Partition"}, ":apigateway:", {"Ref": "AWS::Region"}]
_PATH: Final = ":lambda:path/2015-03-31/functions/"
_END: Final = "/invocations"
_LITERAL: Final = re.compile(rf"arn:([\w-]+):apigateway:([\w-]+){_PATH}(arn:\1:lambda:\2:.+){_END}")


def route(resource: Resource, system: System) -> Iterator[Thing]:
    """Yield a route, with its integration if that is in the template."""
    integration = system.of_type(INTEGRATION).get(target_of(resource))
    said = dict(resource.properties)
    aspects: dict[Aspect, Any] = {LOGICAL_ID: resource.logical_id}
    if integration:
        del said["Target"]
        aspects |= integration_aspects(integration.properties)
        aspects[INTEGRATED, *LOGICAL_ID] = integration.logical_id
        aspects |= {(INTEGRATED, *aspect): value for aspect, value in attributes(integration).items()}
    if "AuthorizerId" in said:
        aspects[AUTHORIZED_BY] = _authorizer_name(said.pop("AuthorizerId"), system)
    key = said.pop("RouteKey", None)
    for name, value in said.items():
        aspects |= flat(value, _OF_ROUTE.get(name, (name,)))
    yield Thing(route_subject(key), resource.logical_id, {**aspects, **attributes(resource)})


def route_subject(key: Any) -> str:
    return f"route {key if isinstance(key, str) else shown(key)}"


def integration(resource: Resource, system: System) -> Iterator[Thing]:
    """Yield an integration to which no route leads; what answers a route is said of the route."""
    if resource.logical_id not in system.routes_by_integration:
        aspects = {**integration_aspects(resource.properties), **attributes(resource)}
        yield Thing(resource.subject, resource.logical_id, aspects)


def authorizer(resource: Resource, system: System) -> Iterator[Thing]:
    """Yield an authorizer by its name, which is unique within an API.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html
    """
    said = {name: value for name, value in resource.properties.items() if name != "Name"}
    aspects = {LOGICAL_ID: resource.logical_id, **authorizer_aspects(said), **attributes(resource)}
    yield Thing(authorizer_subject(resource.properties.get("Name")), resource.logical_id, aspects)


def authorizer_subject(name: Any) -> str:
    return f"authorizer {name if isinstance(name, str) else shown(name)}"


def integration_aspects(properties: Mapping[str, Any]) -> dict[Aspect, Any]:
    """Return what is said of an integration, for its route: the backend, and how it is called."""
    said = {name: value for name, value in properties.items() if name not in ("ApiId", "IntegrationUri")}
    if "ResponseParameters" in said:
        said["ResponseParameters"] = in_branches(said["ResponseParameters"], _response_parameters)
    backend = {BACKEND: _function(properties["IntegrationUri"])} if "IntegrationUri" in properties else {}
    api = {(INTEGRATED, *API_OF): properties["ApiId"]} if "ApiId" in properties else {}
    return {**backend, **flat(said, (INTEGRATED,)), **api}


def authorizer_aspects(properties: Mapping[str, Any]) -> dict[Aspect, Any]:
    said = dict(properties)
    api = {API_OF: said.pop("ApiId")} if "ApiId" in said else {}
    return {**api, **flat(said)}


def _authorizer_name(value: Any, system: System) -> Any:
    match value:
        case {"Ref": str(logical_id)} if logical_id in system.of_type(AUTHORIZER):
            return system.resources[logical_id].properties.get("Name")
    return value


def _function(uri: Any) -> Any:
    """Return the ARN of the function that a URI invokes in the function's region; any other URI as it is."""
    if isinstance(uri, str):
        literal = _LITERAL.fullmatch(uri)
        return literal[3] if literal else uri
    begin, rest = parts(uri)[:4], parts(uri)[4:]
    if begin != _REGIONAL or not rest or not isinstance(rest[0], str) or not rest[0].startswith(_PATH):
        return uri
    rest[0] = rest[0].removeprefix(_PATH)
    if not isinstance(rest[-1], str) or not rest[-1].endswith(_END):
        return uri
    return joined([*rest[:-1], rest[-1].removesuffix(_END)])


def _response_parameters(value: Any) -> Any:
    """Return what is done to answers as `{status: {destination: source}}`, the form of OpenAPI documents."""
    if not isinstance(value, dict):
        return value
    return {status: in_branches(entries, _by_destination) for status, entries in value.items()}


def _by_destination(entries: Any) -> Any:
    match entries:
        case {"ResponseParameters": list(listed)} if len(entries) == 1:
            pairs = [each for each in listed if isinstance(each, dict) and each.keys() == {"Destination", "Source"}]
            found = {str(each["Destination"]): each["Source"] for each in pairs}
            return found if len(found) == len(listed) else {"ResponseParameters": Unordered(listed)}
    return entries
