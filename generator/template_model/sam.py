"""A SAM template as what CloudFormation deploys, with each place of that in the user's own file.

Only what SAM makes of an HTTP API takes the real translator: `AWS::Serverless::HttpApi`, events of the type HttpApi,
and connectors, which are permissions. Functions alone are read as they stand, because their properties have the names
of Lambda's.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from generator import translation
from generator.errors import TranslationError
from generator.resource_types import SERVERLESS_API, SERVERLESS_FUNCTION
from generator.template_model.values import Path

Body = Mapping[str, Any]
Place = Callable[[Path], Path]

_EVENT: Final = "HttpApi"
_GLOBALS: Final[Path] = ("Globals", "HttpApi")
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
_CONNECTOR: Final = "AWS::Serverless::Connector"
_DEFAULT: Final = "$default"  # beside an authorizer, SAM puts a / in front
_ANY: Final = "x-amazon-apigateway-any-method"
_DOMAIN: Final = "ApiGatewayDomainNameV2"  # what the logical ID of a domain that SAM makes begins with
_UPLOADED: Final = "s3://bucket/key"  # where `sam package` puts what is local
_PUSHED: Final = "123456789012.dkr.ecr.us-east-1.amazonaws.com/images:orders"  # and where the images that it builds
# https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html; the CodeUri of functions is handed over
_LOCAL: Final = {
    SERVERLESS_API: "DefinitionUri",
    "AWS::Serverless::Api": "DefinitionUri",
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Serverless::StateMachine": "DefinitionUri",
}
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-lambdaauthorizer.html
_AUTHORIZER_NAMES: Final = {
    "authorizerCredentialsArn": ("FunctionInvokeRole",),
    "authorizerResultTtlInSeconds": ("Identity", "ReauthorizeEvery"),
    "authorizerUri": ("FunctionArn",),
    "identitySource": ("Identity",),
}
"""What SAM calls an entry of an authorizer otherwise than OpenAPI with a capital letter."""
_MERGED: Final = ("AWS::Serverless::Function", SERVERLESS_API)


def needs_translation(body: Body, *, globals_are_merged: bool) -> bool:
    """Say whether a template has an HTTP API that SAM makes, or permissions in connectors, or properties in Globals."""
    if not translation.is_of_sam(body):
        return False
    return ("Globals" in body and not globals_are_merged) or any(
        resource["Type"] in (SERVERLESS_API, _CONNECTOR)
        or "Connectors" in resource
        or any(True for _ in _events(name, resource))
        for name, resource in _resources(body)
    )


def translated(body: Body, *, globals_are_merged: bool) -> tuple[Body, Place]:
    """Return the template that CloudFormation deploys, and what leads from a place in it to the one in `body`.

    cfn-lint merges Globals into the resources before rules see them; a second time would double their lists.

    Raises TranslationError with what the translator refuses.
    """
    template = _prepared(body, globals_are_merged=globals_are_merged)
    try:
        code = dict.fromkeys(translation.local_code(template), _UPLOADED)
        found = translation.translated(template, code)
    except TranslationError:
        raise
    except Exception as error:  # the translator trips over some shapes: that is about the template
        raise TranslationError(f"{type(error).__name__}: {error}") from error
    return found, _places(body, found)


def _prepared(body: Body, *, globals_are_merged: bool) -> dict[str, Any]:
    template: dict[str, Any] = deepcopy(_plain(body))
    for _, resource in _resources(template):
        properties = resource.get("Properties")
        if not isinstance(properties, dict):
            continue
        local = _LOCAL.get(resource["Type"], "")
        if isinstance(uri := properties.get(local), str) and not uri.startswith("s3://"):
            properties[local] = _UPLOADED
        if resource["Type"] == SERVERLESS_FUNCTION and properties.get("PackageType") == "Image":
            properties.setdefault("ImageUri", _PUSHED)
        if globals_are_merged and resource["Type"] in _MERGED:
            resource["IgnoreGlobals"] = "*"
    return template


def _plain(value: Any) -> Any:
    """Return plain data of what cfn-lint reads, whose texts and mappings are of kinds of its own."""
    match value:
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case str():
            return str(value)
    return value


def _resources(body: Body) -> Iterator[tuple[str, Any]]:
    found = body.get("Resources")
    for name, resource in found.items() if isinstance(found, Mapping) else ():
        if isinstance(resource, Mapping) and isinstance(resource.get("Type"), str):
            yield str(name), resource


def _events(name: str, resource: Mapping[str, Any]) -> Iterator[tuple[str, Path, Mapping[str, Any]]]:
    """Yield the name, the place and the properties of the events of a function that are routes."""
    properties = resource.get("Properties")
    if resource.get("Type") != SERVERLESS_FUNCTION or not isinstance(properties, Mapping):
        return
    events = properties.get("Events")
    for event, written in events.items() if isinstance(events, Mapping) else ():
        if isinstance(written, Mapping) and written.get("Type") == _EVENT:
            found = written.get("Properties")
            place = ("Resources", name, "Properties", "Events", str(event))
            yield str(event), place, found if isinstance(found, Mapping) else {}


def _places(body: Body, translated: Body) -> Place:
    events = {name: list(_events(name, resource)) for name, resource in _resources(body)}
    routes = {_operation(properties): place for each in events.values() for _, place, properties in each}
    permissions = {f"{name}{event}Permission": place for name, each in events.items() for event, place, _ in each}
    names = sorted((name for name, _ in _resources(body)), key=len, reverse=True)
    first = next(iter(routes.values()), ("Resources",))

    def place(path: Path) -> Path:
        if path[:1] != ("Resources",) or len(path) < 2:
            return path
        made = str(path[1])
        if "Body" in path and (found := _in_body(body, path, routes)):
            return found
        if found := _in_route_settings(body, path, routes):
            return found
        if made in permissions:
            return permissions[made]
        if made not in names and (domain := _domain(translated, made)):
            return _as_far_as_there(body, (*_place_of_domain(body, domain), *_in_domain(path[3:])))
        if own := next((name for name in names if made == name or made.startswith(name)), None):
            return _as_far_as_there(body, ("Resources", own, *path[2:]))
        if _at(body, _GLOBALS) is not None:
            return _as_far_as_there(body, (*_GLOBALS, *path[3:]))
        return first

    return place


def _operation(properties: Mapping[str, Any]) -> tuple[str, str]:
    """Return the path and the method of an operation as SAM writes them."""
    path, method = properties.get("Path"), properties.get("Method")
    if path is None and method is None:
        return _DEFAULT, _ANY
    method = str(method).lower()
    return str(path), _ANY if method in ("any", "*") else method


def _in_body(body: Body, path: Path, routes: Mapping[tuple[str, str], Path]) -> Path | None:
    """Return where the user wrote what became a part of the API's Body."""
    inside = path[path.index("Body") + 1 :]
    api: Path = ("Resources", path[1], "Properties")
    written = _as_far_as_there(body, (*api, "DefinitionBody", *inside))
    if len(written) > len(api) + 2:
        return written
    match _without_conditions(inside):
        case ("paths", str(route), str(method), *_) if event := routes.get(
            (_DEFAULT if route == f"/{_DEFAULT}" else route, method)
        ):
            return event
        case ("components", "securitySchemes", str(name), *rest):
            return _of_authorizer(body, api, name, rest[1:])
        case ("servers", *_):
            return _of_api(body, api, ("DisableExecuteApiEndpoint",))
        case ("x-amazon-apigateway-cors", *rest):
            names = [str(key)[:1].upper() + str(key)[1:] if isinstance(key, str) else key for key in rest]
            return _of_api(body, api, ("CorsConfiguration", *names))
    return None


def _without_conditions(path: Path) -> Path:
    """Return a path without the branches around what depends on the Condition of a function."""
    branches = {index for index, key in enumerate(path) if key == "Fn::If"}
    return tuple(key for index, key in enumerate(path) if not {index, index - 1} & branches)


def _of_authorizer(body: Body, api: Path, name: str, inside: list[str | int]) -> Path | None:
    """Return where the user wrote an entry of what describes an authorizer in the Body."""
    if not inside:
        return _of_api(body, api, ("Auth", "Authorizers", name))
    entry = str(inside[0])
    written = (entry[:1].upper() + entry[1:],)
    spelled = (written, _AUTHORIZER_NAMES.get(entry, written))
    places = [_of_api(body, api, ("Auth", "Authorizers", name, *each, *inside[1:])) for each in spelled]
    return max(filter(None, places), key=len, default=None)


def _of_api(body: Body, api: Path, inside: Path) -> Path | None:
    """Return where a property of an API is written; that of the API which SAM makes by itself stands in Globals."""
    start = next((start for start in (api, _GLOBALS) if _at(body, start) is not None), None)
    return _as_far_as_there(body, (*start, *inside)) if start else None


def _in_route_settings(body: Body, path: Path, routes: Mapping[tuple[str, str], Path]) -> Path | None:
    """Return where an event has the settings of its route, which become the stage's."""
    match path[3:]:
        case ("RouteSettings", str(key), *inside):
            method, _, route = key.partition(" ")
            event = routes.get(_operation({"Path": route, "Method": method} if route else {}))
            settings: Path = (*event, "Properties", "RouteSettings") if event else ()
            return _as_far_as_there(body, (*settings, *inside)) if event and _at(body, settings) is not None else None
    return None


def _domain(translated: Body, made: str) -> Mapping[str, Any] | None:
    """Return the properties of the domain that SAM made, by its logical ID or by that of one of its API mappings."""
    if not made.startswith(_DOMAIN):
        made = str(_at(translated, ("Resources", made, "Properties", "DomainName", "Ref")))
    properties = _at(translated, ("Resources", made, "Properties")) if made.startswith(_DOMAIN) else None
    return properties if isinstance(properties, Mapping) else None


def _place_of_domain(body: Body, domain: Mapping[str, Any]) -> Path:
    """Return where the user wrote it: at the API with its name."""
    apis: list[Path] = [("Resources", name, "Properties") for name, each in _resources(body)]
    places = [(*each, "Domain") for each in [*apis, ("Globals", "HttpApi")]]
    return next((each for each in places if _at(body, (*each, "DomainName")) == domain.get("DomainName")), places[-1])


def _in_domain(path: Path) -> Path:
    """Return what SAM calls a property of a domain or of its mapping.

    https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapidomainconfiguration.html
    """
    inside = path[2:] if path[:1] == ("DomainNameConfigurations",) else path
    name = (
        {"EndpointType": "EndpointConfiguration", "ApiMappingKey": "BasePath"}.get(str(inside[0])) if inside else None
    )
    return (name,) if name else inside


def _as_far_as_there(body: Body, path: Path) -> Path:
    """Return the longest start of a path that leads to something."""
    length = len(path)
    while length and _at(body, path[:length]) is None:
        length -= 1
    return path[:length]


def _at(value: Any, path: Path) -> Any:
    for key in path:
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value
