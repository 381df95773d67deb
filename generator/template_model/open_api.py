"""The routes, integrations and authorizers that API Gateway makes of an OpenAPI document in an API's Body.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from generator.resource_types import API, AUTHORIZER, INTEGRATION, ROUTE
from generator.template_model.resource import Places, Resource
from generator.template_model.values import ABSENT, Path, Unknown, Value

if TYPE_CHECKING:
    from generator.template_model.template import Template

_PREFIX: Final = "x-amazon-apigateway-"
_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch")
_ANY: Final = f"{_PREFIX}any-method"
_DEFAULT_PATHS: Final = ("/$default", "$default")  # the second is what SAM writes
_INTEGRATION: Final = f"{_PREFIX}integration"
_AUTHORIZER: Final = f"{_PREFIX}authorizer"
_CORS: Final = f"{_PREFIX}cors"

# The names of an integration's entries that are not those of the property with a small letter in front.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
_INTEGRATION_NAMES: Final = {
    "type": "IntegrationType",
    "subtype": "IntegrationSubtype",
    "uri": "IntegrationUri",
    "httpMethod": "IntegrationMethod",
    "credentials": "CredentialsArn",
}
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
_AUTHORIZER_NAMES: Final = {
    "authorizerCredentials": "AuthorizerCredentialsArn",
}


def is_readable(api: Resource) -> bool:
    """Say whether all routes of the Body are known, if there is one: an include may bring more, wherever it stands."""
    return all(
        value.value is ABSENT or (_is_document(value) and all(found.is_known for found in _parts(api.template, value)))
        for value in api.values("Body")
    )


def _is_document(value: Value) -> bool:
    return isinstance(value.value, Mapping) and isinstance(value.value.get("paths", {}), Mapping)


def _parts(template: Template, body: Value) -> Iterator[Value]:
    """Yield the paths of a document as a whole, and one by one, with all that they can be."""
    for paths in template.entry(body, "paths"):
        yield paths
        yield from (item for _, item in template.entries(paths))


def resources(api: Resource) -> Iterator[Resource]:
    """Yield the integration and the route of each operation, and the authorizers, as virtual resources of the API."""
    for body in api.values("Body"):
        if isinstance(body.value, Mapping) and _is_document(body):
            document = _Document(api, body)
            yield from document.authorizers()
            yield from document.operations()


def cors(api: Resource) -> Iterator[Resource]:
    """Yield a virtual API with what a Body says about CORS, if it says something.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    """
    for body in api.values("Body"):
        found = body.value.get(_CORS) if isinstance(body.value, Mapping) else None
        if isinstance(found, Mapping):
            root = (*body.path, _CORS)
            places: Places = {("CorsConfiguration",): ({_capitalized(key): each for key, each in found.items()}, root)}
            for name, value in found.items():
                places["CorsConfiguration", _capitalized(name)] = (value, (*root, name))
            yield api.part("CORS", API, places, root)


def _is_operation(method: str, found: Value) -> bool:
    """Say whether it is meant as an operation: what has an integration is one, whatever its method is."""
    return isinstance(found.value, Mapping) and (method in (*_METHODS, _ANY) or _INTEGRATION in found.value)


class _Document:
    def __init__(self, api: Resource, body: Value) -> None:
        self.api, self.path, self.given = api, body.path, body.given
        self.body = body
        self.content: Mapping[str, Any] = body.value

    def operations(self) -> Iterator[Resource]:
        """A path or a method can depend on a condition: SAM writes those of a function with a Condition so."""
        template = self.api.template
        for paths in template.entry(self.body, "paths"):
            for route_path, item in template.entries(paths):
                for method, operation in template.entries(item):
                    if _is_operation(method, operation):
                        yield from self._operation(_key(route_path, method), operation)

    def _operation(self, key: str, operation: Value) -> Iterator[Resource]:
        place = operation.path
        own: Places = {("ApiId",): self._api_id(place)}
        route: Places = {**own, ("RouteKey",): (key, place), **self._authorization(operation.value, place)}
        for integration in self.api.template.alternatives(*self._integration(operation.value, place), operation.given):
            target: Places = {}
            if isinstance(integration.value, Mapping):
                made = self._made(key, integration, own)
                yield made
                target["Target",] = ({"Fn::Join": ["", ["integrations/", {"Ref": made.logical_id}]]}, integration.path)
            elif not integration.is_known:
                target["Target",] = (integration.value, integration.path)
            yield self.api.part(f"route {key}", ROUTE, {**route, **target}, place, integration.given)

    def _made(self, key: str, integration: Value, own: Places) -> Resource:
        where = integration.path
        entries = _entries(integration.value, where, _INTEGRATION_NAMES)
        entries |= {("IntegrationType",): self._type(integration.value, where)}
        return self.api.part(f"integration of {key}", INTEGRATION, {**entries, **own}, where, integration.given)

    def _integration(self, operation: Mapping[str, Any], place: Path) -> tuple[Any, Path]:
        """Return an operation's integration, its own or the one in the components that it names."""
        found = operation.get(_INTEGRATION)
        match found:
            case {"$ref": str(reference)}:
                keys = reference.removeprefix("#/").split("/")
                return _at(self.content, keys), (*self.path, *keys)
        return found, (*place, _INTEGRATION)

    def _authorization(self, operation: Mapping[str, Any], place: Path) -> Places:
        """https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html"""
        security = operation.get("security", self.content.get("security"))
        where = (*place, "security") if "security" in operation else place
        iam = operation.get(f"{_PREFIX}auth")
        if isinstance(iam, Mapping) and str(iam.get("type")).upper() == "AWS_IAM":
            return {("AuthorizationType",): ("AWS_IAM", (*place, f"{_PREFIX}auth", "type"))}
        match security:
            case None | []:
                return {("AuthorizationType",): ("NONE", place)}
            case [Mapping() as schemes] if len(schemes) == 1:
                name, scopes = next(iter(schemes.items()))
                if self._is_of_iam(str(name)):
                    return {("AuthorizationType",): ("AWS_IAM", (*where, 0))}
                kind = self._kind(str(name))
                if kind is None:
                    return {}
                found: Places = {
                    ("AuthorizationType",): (kind, (*where, 0)),
                    ("AuthorizerId",): ({"Ref": self.api.part_id(f"authorizer {name}", self.given)}, (*where, 0)),
                }
                if scopes:
                    found["AuthorizationScopes",] = (scopes, (*where, 0, str(name)))
                return found
        unknown = Unknown("security")
        return {("AuthorizationType",): (unknown, where), ("AuthorizerId",): (unknown, where)}

    def _is_of_iam(self, scheme: str) -> bool:
        """Say whether it is what SAM makes of EnableIamAuthorizer.

        https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html
        """
        found = _at(self.content, ["components", "securitySchemes", scheme, f"{_PREFIX}authtype"])
        return isinstance(found, str) and found.lower() == "awssigv4"

    def _kind(self, scheme: str) -> str | Unknown | None:
        keys = ["components", "securitySchemes", scheme, _AUTHORIZER]
        authorizer = _at(self.content, keys)
        if not isinstance(authorizer, Mapping) or not authorizer:
            return None
        kind, _ = self._type(authorizer, (*self.path, *keys))
        return kind if isinstance(kind, Unknown) else {"JWT": "JWT", "REQUEST": "CUSTOM"}.get(kind or "")

    def _type(self, found: Mapping[str, Any], where: Path) -> tuple[str | Unknown | None, Path]:
        """Return a type as the property has it, in capitals, if it can only be one."""
        place = (*where, "type")
        if found.get("type") is None:
            return None, place
        texts = {value.text for value in self.api.template.alternatives(found["type"], place, self.given)}
        text = texts.pop() if len(texts) == 1 else None
        return (Unknown("type") if text is None else text.upper()), place

    def authorizers(self) -> Iterator[Resource]:
        schemes = _at(self.content, ["components", "securitySchemes"])
        for name, scheme in schemes.items() if isinstance(schemes, Mapping) else ():
            authorizer = scheme.get(_AUTHORIZER) if isinstance(scheme, Mapping) else None
            if isinstance(authorizer, Mapping):
                where = (*self.path, "components", "securitySchemes", name, _AUTHORIZER)
                entries = _entries(authorizer, where, _AUTHORIZER_NAMES)
                entries |= self._of_authorizer(str(name), authorizer, where)
                yield self.api.part(f"authorizer {name}", AUTHORIZER, entries, where, self.given)

    def _of_authorizer(self, name: str, authorizer: Mapping[str, Any], where: Path) -> Places:
        found: Places = {("Name",): (name, where), ("ApiId",): self._api_id(where)}
        found["AuthorizerType",] = self._type(authorizer, where)
        jwt = authorizer.get("jwtConfiguration")
        if isinstance(jwt, Mapping):
            inside = (*where, "jwtConfiguration")
            found["JwtConfiguration",] = ({_capitalized(key): value for key, value in jwt.items()}, inside)
            for key, value in jwt.items():
                found["JwtConfiguration", _capitalized(key)] = (value, (*inside, key))
        source = authorizer.get("identitySource")
        if isinstance(source, str):  # a list in a property
            found["IdentitySource",] = ([each.strip() for each in source.split(",")], (*where, "identitySource"))
        return found

    def _api_id(self, place: Path) -> tuple[Any, Path]:
        return {"Ref": self.api.logical_id}, place


def _key(path: str, method: str) -> str:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html"""
    if method == _ANY:
        return "$default" if path in _DEFAULT_PATHS else f"ANY {path}"
    return f"{method.upper()} {path}"


def _entries(found: Mapping[str, Any], where: Path, names: Mapping[str, str]) -> Places:
    return {(names.get(str(key), _capitalized(key)),): (value, (*where, key)) for key, value in found.items()}


def _capitalized(name: Any) -> str:
    return str(name)[:1].upper() + str(name)[1:]


def _at(value: Any, keys: list[str]) -> Any:
    for key in keys:
        value = value.get(key, {}) if isinstance(value, Mapping) else {}
    return value
