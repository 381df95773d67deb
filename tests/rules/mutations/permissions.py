"""Mistakes in what lets API Gateway call a function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.rules.mutations.edits import (
    ALIAS,
    FUNCTION,
    PERMISSION,
    SERVERLESS,
    Edit,
    Mutation,
    Resource,
    Template,
    add_copy,
    add_other_api,
    both,
    each,
    each_left_out,
    function_of,
    having,
    ids,
    is_behind_a_route,
    setting,
    value,
    without,
)


def _is_for_api_gateway(permission: Resource, template: Template) -> bool:
    """Say whether a permission lets API Gateway call a function of the template, not one that is imported."""
    is_imported = having("FunctionName", "Fn::ImportValue")(permission, template)
    return value(permission, "Principal") == "apigateway.amazonaws.com" and not is_imported


def _covers_all(permission: Resource, template: Template) -> bool:
    return str(value(permission, "SourceArn", "Fn::Sub")).endswith("}/*")


def _only_authorizes(permission: Resource, template: Template) -> bool:
    return _covers_all(permission, template) and not is_behind_a_route(permission, template)


def _is_of_an_alias(permission: Resource, template: Template) -> bool:
    name = value(permission, "FunctionName", "Ref")
    return isinstance(name, str) and (name.endswith(".Alias") or name in ids(template, ALIAS))


def _is_one_of_two(permission: Resource, template: Template) -> bool:
    return len(ids(template, (FUNCTION, SERVERLESS))) > 1 and _covers_all(permission, template)


def _tail(tail: str) -> Edit:
    return _source(lambda arn: arn.removesuffix("/*") + tail)


def _source(change: Callable[[str], str]) -> Edit:
    def edit(permission: Resource, template: Template) -> None:
        permission["Properties"]["SourceArn"] = {"Fn::Sub": change(permission["Properties"]["SourceArn"]["Fn::Sub"])}

    return edit


def _of_another_api(permission: Resource, template: Template) -> None:
    add_other_api(template)
    head, _, _ = permission["Properties"]["SourceArn"]["Fn::Sub"].rpartition(":")
    permission["Properties"]["SourceArn"] = {"Fn::Sub": head + ":${OtherApi}/*"}


def _of_another_function(permission: Resource, template: Template) -> None:
    own = function_of(value(permission, "FunctionName"), template)
    other = next(logical_id for logical_id in ids(template, (FUNCTION, SERVERLESS)) if logical_id != own)
    permission["Properties"]["FunctionName"] = {"Ref": other}


def _unqualified(permission: Resource, template: Template) -> None:
    function = function_of(permission["Properties"]["FunctionName"], template)
    permission["Properties"]["FunctionName"] = {"Fn::GetAtt": [function, "Arn"]}


def _eighty_more(permission: Resource, template: Template) -> None:
    arn = permission["Properties"]["SourceArn"]["Fn::Sub"].removesuffix("/*")
    for number in range(80):
        source = {"Fn::Sub": f"{arn}/*/GET/a-path-of-usual-length/{number}"}
        add_copy(template, f"Further{number}Permission", permission, SourceArn=source)


_COVERS = both(_is_for_api_gateway, _covers_all)
_COVERS_ROUTES = both(_COVERS, is_behind_a_route)

MUTATIONS: Final = (
    Mutation("no permission", "E9701", each_left_out(PERMISSION, where=_COVERS)),
    Mutation("a permission for Lambda itself", "E9701",
             each(PERMISSION, setting("Principal", to="lambda.amazonaws.com"), where=_COVERS)),
    Mutation("a permission for the runtime of APIs", "E9701",
             each(PERMISSION, setting("Principal", to="execute-api.amazonaws.com"), where=_COVERS)),
    Mutation("a permission to read a function", "E9701",
             each(PERMISSION, setting("Action", to="lambda:GetFunction"), where=_COVERS)),
    Mutation("a permission on another function", "E9701",
             each(PERMISSION, _of_another_function, where=both(_is_for_api_gateway, _is_one_of_two))),
    Mutation("a permission on a function instead of its alias", "E9701",
             each(PERMISSION, _unqualified, where=both(_COVERS, _is_of_an_alias))),
    Mutation("a permission for another API", "E9701", each(PERMISSION, _of_another_api, where=_COVERS)),
    Mutation("a permission for a method of the default route", "E9701",
             each(PERMISSION, _tail("/*/*/$default"), where=_COVERS_ROUTES)),
    Mutation("a permission for one other path", "E9701",
             each(PERMISSION, _tail("/*/*/nobody-has-this-path"), where=_COVERS_ROUTES)),
    Mutation("a permission for a stage that is not there", "E9701",
             each(PERMISSION, _tail("/nobody-has-this-stage/*"), where=_COVERS_ROUTES)),
    Mutation("a permission for authorizers only", "E9701",
             each(PERMISSION, _tail("/authorizers/*"), where=_COVERS_ROUTES)),
    Mutation("a permission for the API without a path", "E9701", each(PERMISSION, _tail(""), where=_COVERS)),
    Mutation("a permission of an authorizer for paths only", "E9701",
             each(PERMISSION, _tail("/*/GET/*"), where=both(_is_for_api_gateway, _only_authorizes))),
    Mutation("a permission in the ARN of REST's management", "E9701",
             each(PERMISSION, _source(lambda arn: arn.replace(":execute-api:", ":apigateway:")), where=_COVERS)),
    Mutation("81 permissions on one function", "E9702", each(PERMISSION, _eighty_more, where=_COVERS)),
    Mutation("a permission for any API", "W9703", each(PERMISSION, without("SourceArn"), where=_COVERS)),
)  # fmt: skip
