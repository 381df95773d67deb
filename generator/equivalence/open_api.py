"""The API that API Gateway makes of an OpenAPI document, said as if its routes were resources.

Read from AWS's documentation alone, without what writes such documents here, so that each checks the other:
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.equivalence import open_api_forms
from generator.equivalence.properties import properties
from generator.equivalence.routes import (
    API_OF,
    AUTHORIZATION,
    AUTHORIZED_BY,
    SCOPES,
    authorizer_subject,
    route_subject,
)
from generator.equivalence.systems import Aspect, Resource, System, Thing, attributes, flat, general
from generator.equivalence.values import Unordered, in_branches
from generator.resource_types import API

Document = Mapping[str, Any]

_PREFIX: Final = "x-amazon-apigateway-"
_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_ANY: Final = f"{_PREFIX}any-method"
_DEFAULT: Final = "/$default"
_VERSION: Final = f"{_PREFIX}importexport-version"
_INTEGRATION: Final = f"{_PREFIX}integration"
_INTEGRATIONS: Final = f"{_PREFIX}integrations"

# What is for readers: API Gateway ignores it when it imports an HTTP API.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html#http-api-import.validation
_FOR_READERS: Final = frozenset(
    {"callbacks", "deprecated", "description", "externalDocs", "parameters", "requestBody", "responses", "schemas",
     "servers", "summary", "tags"}
)  # fmt: skip


def api(resource: Resource, system: System) -> Iterator[Thing]:
    """Yield an API, and if an OpenAPI document is its Body, the routes and authorizers that API Gateway makes of it."""
    document = resource.properties.get("Body")
    if not isinstance(document, dict) or not _is_readable(document):
        yield general(resource)
        return
    own = {name: value for name, value in resource.properties.items() if name != "Body"}
    stated = {**_api(document), **own}  # a property is taken to count for more than the document
    yield Thing(resource.subject, resource.logical_id, {**flat(stated), **_unread(document), **attributes(resource)})
    schemes = document.get("components", {}).get("securitySchemes", {})
    yield from _authorizers(resource.logical_id, schemes)
    yield from _unused_integrations(resource.logical_id, document)
    for path, method, operation in _operations(document):
        yield _route(resource.logical_id, _key(path, method), operation, document)


def _is_readable(document: Document) -> bool:
    """Say whether what is looked into has the form that OpenAPI wants; what has not is compared as it stands."""
    components = document.get("components", {})
    if not _are_mappings(document.get("info", {}), components, document.get("paths", {})):
        return False
    sections = [components.get(name, {}) for name in ("securitySchemes", _INTEGRATIONS)]
    lists = [document.get(name, []) for name in ("servers", "tags")]
    if not _are_mappings(*sections) or not all(isinstance(each, list) for each in lists):
        return False
    entries = [entry for section in (*sections, document.get("paths", {})) for entry in section.values()]
    operations = [each for item in document.get("paths", {}).values() if isinstance(item, dict) for each in _of(item)]
    return _are_mappings(*entries, *(entry for each in lists for entry in each), *operations)


def _are_mappings(*values: Any) -> bool:
    return all(isinstance(value, dict) for value in values)


def _of(item: Document) -> list[Any]:
    return [operation for method, operation in item.items() if method in _METHODS or method == _ANY]


def _api(document: Document) -> dict[str, Any]:
    """Return the API's properties that a document has a place for."""
    info, cors = document.get("info", {}), document.get(f"{_PREFIX}cors")
    endpoint = [server.get(f"{_PREFIX}endpoint-configuration", {}) for server in document.get("servers", [])]
    tags = {each["name"]: each[_TAG] for each in document.get("tags", []) if _TAG in each}
    found = {
        "Name": info.get("title"),
        "Description": info.get("description"),
        "Version": info.get("version"),
        "ProtocolType": "HTTP",
        "CorsConfiguration": None if cors is None else in_branches(cors, open_api_forms.capitalized),
        "DisableExecuteApiEndpoint": next((e["disableExecuteApiEndpoint"] for e in endpoint if _DISABLE in e), None),
        "IpAddressType": next((e["ipAddressType"] for e in endpoint if "ipAddressType" in e), None),
        "Tags": tags or None,
    }
    return properties(API, {name: value for name, value in found.items() if value is not None})


_TAG: Final = f"{_PREFIX}tag-value"
_DISABLE: Final = "disableExecuteApiEndpoint"


def _unread(document: Document) -> dict[Aspect, Any]:
    """Return what a document says beside what is read here, so that none of it goes unseen."""
    read = {"components", "info", "openapi", "paths", f"{_PREFIX}cors", *_FOR_READERS}
    found: dict[Aspect, Any] = {("Body", name): value for name, value in document.items() if name not in read}
    if found.get(("Body", _VERSION)) == "1.0":  # the only one there is
        del found["Body", _VERSION]
    for name, value in document.get("components", {}).items():
        if name not in ("schemas", "responses", "parameters", "securitySchemes", _INTEGRATIONS):
            found["Body", "components", name] = value
    for path, item in document.get("paths", {}).items():
        known = (*_METHODS, _ANY, *_FOR_READERS)
        found |= {("Body", path, name): value for name, value in item.items() if name not in known}
    return found


def _key(path: str, method: str) -> str:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html"""
    if method == _ANY:
        return "$default" if path == _DEFAULT else f"ANY {path}"
    return f"{method.upper()} {path}"


def _route(api_id: str, key: str, operation: Document, document: Document) -> Thing:
    integration = _resolved(operation.get(_INTEGRATION), document)
    aspects: dict[Aspect, Any] = {API_OF: {"Ref": api_id}}
    aspects |= open_api_forms.integration(api_id, integration) if isinstance(integration, dict) else {}
    if "operationId" in operation:
        aspects["operation name",] = operation["operationId"]
    aspects |= _authorization(operation, document)
    known = {"operationId", "security", f"{_PREFIX}auth", _INTEGRATION, *_FOR_READERS}
    if key == "$default" and operation.get("isDefaultRoute") is True:
        known.add("isDefaultRoute")
    aspects |= {("Body", name): value for name, value in operation.items() if name not in known}
    return Thing(route_subject(key), "", aspects)


def _operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items():
            if method in _METHODS or method == _ANY:
                yield path, method, operation


def _unused_integrations(api_id: str, document: Document) -> Iterator[Thing]:
    """Yield the integrations of a document to which no operation refers."""
    used = {_reference(each.get(_INTEGRATION)) for _, _, each in _operations(document)}
    for name, integration in document.get("components", {}).get(_INTEGRATIONS, {}).items():
        if name not in used:
            yield Thing(f"integration {name}", name, open_api_forms.integration(api_id, integration))


def _resolved(integration: Any, document: Document) -> Any:
    """Return an integration, which may stand with the components of a document.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integrations.html
    """
    name = _reference(integration)
    return integration if name is None else document.get("components", {}).get(_INTEGRATIONS, {}).get(name)


def _reference(integration: Any) -> str | None:
    match integration:
        case {"$ref": str(place)} if place.startswith(f"#/components/{_INTEGRATIONS}/"):
            return place.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    return None


def _authorization(operation: Document, document: Document) -> dict[Aspect, Any]:
    """Return who may call a route: everyone, unless its operation, or the document, names a scheme.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
    """
    auth = operation.get(f"{_PREFIX}auth")
    if auth is not None:
        return flat(auth.get("type"), AUTHORIZATION) if auth.keys() == {"type"} else {("Body", "auth"): auth}
    match operation.get("security", document.get("security", [])):
        case []:
            return {AUTHORIZATION: "NONE"}
        case [dict(only)] if len(only) == 1 and isinstance(scopes := next(iter(only.values())), list):
            name = next(iter(only))
            return _by_scheme(name, scopes, document.get("components", {}).get("securitySchemes", {}).get(name, {}))
        case several:
            return {("Body", "security"): several}


def _by_scheme(name: str, scopes: list[Any], scheme: Document) -> dict[Aspect, Any]:
    if scheme.get(f"{_PREFIX}authtype") == "awsSigv4":
        return {AUTHORIZATION: "AWS_IAM", **({SCOPES: Unordered(scopes)} if scopes else {})}
    match scheme.get(f"{_PREFIX}authorizer"):
        case {"type": str(kind)} if kind.upper() in _AUTHORIZATION:
            authorization = _AUTHORIZATION[kind.upper()]
        case _:
            authorization = f"scheme {name}"
    found: dict[Aspect, Any] = {AUTHORIZATION: authorization, AUTHORIZED_BY: name}
    return {**found, **({SCOPES: Unordered(scopes)} if scopes else {})}


_AUTHORIZATION: Final = {"JWT": "JWT", "REQUEST": "CUSTOM"}


def _authorizers(api_id: str, schemes: Mapping[str, Document]) -> Iterator[Thing]:
    for name, scheme in schemes.items():
        stated = scheme.get(f"{_PREFIX}authorizer")
        if isinstance(stated, dict):
            yield Thing(authorizer_subject(name), "", open_api_forms.authorizer(api_id, stated))
