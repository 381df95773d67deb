"""What mutations are made of: one mistake at a time, in a copy of a template as plain data.

Functions stand in their long form, `{"Ref": …}`. Nobody's template is changed: every mutant is a copy of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, Final, NamedTuple

Template = dict[str, Any]
Resource = dict[str, Any]
Edit = Callable[[Resource, Template], None]
"""Makes the mistake in a resource of a copy of a template."""
Where = Callable[[Resource, Template], bool]

API: Final = "AWS::ApiGatewayV2::Api"
AUTHORIZER: Final = "AWS::ApiGatewayV2::Authorizer"
DEPLOYMENT: Final = "AWS::ApiGatewayV2::Deployment"
DOMAIN: Final = "AWS::ApiGatewayV2::DomainName"
INTEGRATION: Final = "AWS::ApiGatewayV2::Integration"
MAPPING: Final = "AWS::ApiGatewayV2::ApiMapping"
ROUTE: Final = "AWS::ApiGatewayV2::Route"
STAGE: Final = "AWS::ApiGatewayV2::Stage"
ALIAS: Final = "AWS::Lambda::Alias"
FUNCTION: Final = "AWS::Lambda::Function"
SERVERLESS: Final = "AWS::Serverless::Function"
PERMISSION: Final = "AWS::Lambda::Permission"


class Mutant(NamedTuple):
    where: str
    """The logical ID of the resource with the mistake."""
    template: Template


Mutate = Callable[[Template], Iterator[Mutant]]


class Mutation(NamedTuple):
    name: str
    rule: str
    """The ID of our rule that is there to find it; empty if none is."""
    mutants: Mutate


def each(kind: str | tuple[str, ...], *edits: Edit, where: Where | None = None) -> Mutate:
    """Make a mistake in every resource of a kind, one a mutant."""

    def mutants(template: Template) -> Iterator[Mutant]:
        for logical_id in ids(template, kind):
            if where is None or where(template["Resources"][logical_id], template):
                mutant = deepcopy(template)
                for edit in edits:
                    edit(mutant["Resources"][logical_id], mutant)
                yield Mutant(logical_id, mutant)

    return mutants


def each_left_out(kind: str, *, where: Where | None = None) -> Mutate:
    """Leave out every resource of a kind, one a mutant."""

    def edit(resource: Resource, template: Template) -> None:
        leave_out(template, next(key for key, other in template["Resources"].items() if other is resource))

    return each(kind, edit, where=where)


def setting(*path: str | int, to: Any) -> Edit:
    """Write a value below the properties, `AccessLogSettings` `Format`; what leads there is made if need be."""

    def edit(resource: Resource, template: Template) -> None:
        parent: Any = resource.setdefault("Properties", {})
        for key in path[:-1]:
            parent = parent[key] if isinstance(key, int) else parent.setdefault(key, {})
        parent[path[-1]] = deepcopy(to)

    return edit


def without(*path: str | int) -> Edit:
    """Leave out what stands below the properties."""

    def edit(resource: Resource, template: Template) -> None:
        parent: Any = resource["Properties"]
        for key in path[:-1]:
            parent = parent[key]
        del parent[path[-1]]

    return edit


def changing(*path: str | int, by: Callable[[Any], Any]) -> Edit:
    """Replace the value below the properties by what a function makes of it."""

    def edit(resource: Resource, template: Template) -> None:
        setting(*path, to=by(value(resource, *path)))(resource, template)

    return edit


def having(*path: str | int, **expected: Any) -> Where:
    """Choose the resources that have a value below their properties: any, of a type (`a=str`), or this (`is_=1`)."""

    def where(resource: Resource, template: Template) -> bool:
        found = value(resource, *path)
        return (
            found is not None
            and isinstance(found, expected.get("a", object))
            and ("is_" not in expected or found == expected["is_"])
        )

    return where


def lacking(*path: str | int) -> Where:
    """Choose the resources that have nothing below their properties."""
    return lambda resource, template: value(resource, *path) is None


def both(*wheres: Where) -> Where:
    return lambda resource, template: all(where(resource, template) for where in wheres)


def value(resource: Resource, *path: str | int) -> Any:
    """Return what stands below the properties of a resource, or None."""
    found: Any = resource.get("Properties", {})
    for key in path:
        if isinstance(found, list) and isinstance(key, int) and key < len(found):
            found = found[key]
        elif isinstance(found, dict):
            found = found.get(key)
        else:
            return None
    return found


def ids(template: Template, kind: str | tuple[str, ...]) -> list[str]:
    """Return the logical IDs of all resources of a kind."""
    kinds = (kind,) if isinstance(kind, str) else kind
    return [logical_id for logical_id, resource in template["Resources"].items() if resource["Type"] in kinds]


def leave_out(template: Template, logical_id: str) -> None:
    """Take a resource out of a template, and out of what waits for it."""
    del template["Resources"][logical_id]
    for resource in template["Resources"].values():
        awaited = resource.get("DependsOn", [])
        others = [awaited] if isinstance(awaited, str) else awaited
        if logical_id in others:
            resource["DependsOn"] = [other for other in others if other != logical_id]


def add(template: Template, logical_id: str, kind: str, **properties: Any) -> None:
    """Put another resource into a template, without regard to what the ID was before."""
    template["Resources"][logical_id] = {"Type": kind, "Properties": properties}


def add_copy(template: Template, logical_id: str, resource: Resource, **changes: Any) -> None:
    """Put a copy of a resource with other properties into a template."""
    properties = {**deepcopy(resource["Properties"]), **changes}
    template["Resources"][logical_id] = {"Type": resource["Type"], "Properties": properties}


def add_other_api(template: Template) -> dict[str, str]:
    """Put another API into a template, with an open route and a stage; return a reference to it."""
    api = {"Ref": "OtherApi"}
    add(template, "OtherApi", API, Name="other", ProtocolType="HTTP")
    add(
        template, "OtherIntegration", INTEGRATION, ApiId=api, IntegrationType="HTTP_PROXY", IntegrationMethod="GET",
        IntegrationUri="https://other.example.com", PayloadFormatVersion="1.0",
    )  # fmt: skip
    target = {"Fn::Sub": "integrations/${OtherIntegration}"}
    add(template, "OtherRoute", ROUTE, ApiId=api, RouteKey="GET /other", AuthorizationType="NONE", Target=target)
    add(template, "OtherStage", STAGE, ApiId=api, StageName="$default", AutoDeploy=True)
    return api


def function_of(uri: Any, template: Template) -> str | None:
    """Return the logical ID of the template's function that a value names: itself, its ARN, or its alias."""
    match uri:
        case {"Fn::GetAtt": [str(logical_id), "Arn"]} | {"Ref": str(logical_id)}:
            resource = template["Resources"].get(logical_id.removesuffix(".Alias"), {})
            if resource.get("Type") == ALIAS:
                return function_of(resource["Properties"]["FunctionName"], template)
            return logical_id.removesuffix(".Alias") if resource.get("Type") in (FUNCTION, SERVERLESS) else None
        case {"Fn::Sub": str(text)} if "/functions/${" in text:
            logical_id = text.partition("/functions/${")[2].partition("}")[0]
            return function_of({"Ref": logical_id.removesuffix(".Arn")}, template)
        case _:
            return None


def is_behind_a_route(permission: Resource, template: Template) -> bool:
    """Say whether a permission is for a function of an integration, rather than for one that only authorizes."""
    uris = [value(template["Resources"][key], "IntegrationUri") for key in ids(template, INTEGRATION)]
    name = value(permission, "FunctionName")
    function = function_of(name, template)
    return name in uris or (function is not None and function in {function_of(uri, template) for uri in uris})
