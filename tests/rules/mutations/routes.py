"""Mistakes in routes: their keys, targets and authorization."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Final

from tests.rules.mutations.edits import (
    API,
    AUTHORIZER,
    ROUTE,
    Edit,
    Mutant,
    Mutation,
    Resource,
    Template,
    add_copy,
    add_other_api,
    both,
    each,
    having,
    ids,
    lacking,
    setting,
    value,
    without,
)

_VARIABLE = re.compile(r"\{(\w+)(\+?)\}")
_METHODS = ("PATCH", "DELETE", "PUT", "POST", "HEAD", "OPTIONS", "GET")


def _is_path(route: Resource, template: Template) -> bool:
    key = value(route, "RouteKey")
    return isinstance(key, str) and " /" in key


def _has_variable(route: Resource, template: Template) -> bool:
    return _is_path(route, template) and bool(_VARIABLE.search(value(route, "RouteKey")))


def _is_at_the_root(route: Resource, template: Template) -> bool:
    return _is_path(route, template) and value(route, "RouteKey").endswith(" /")


def _is_below_the_root(route: Resource, template: Template) -> bool:
    return _is_path(route, template) and not _is_at_the_root(route, template)


def _ends_plainly(route: Resource, template: Template) -> bool:
    return _is_below_the_root(route, template) and not value(route, "RouteKey").endswith("+}")


def _is_named_twice(route: Resource, template: Template) -> bool:
    """Say whether another route of the API has the first variable of this one, at the same place of the same path."""
    if not _has_variable(route, template):
        return False
    prefix = _up_to_the_first_variable(value(route, "RouteKey"))
    others = [template["Resources"][logical_id] for logical_id in ids(template, ROUTE)]
    keys = [value(other, "RouteKey") for other in others if other is not route and _has_variable(other, template)]
    return prefix in map(_up_to_the_first_variable, keys)


def _up_to_the_first_variable(key: str) -> str:
    path = key.partition(" ")[2]
    match = _VARIABLE.search(path)
    assert match
    return path[: match.end()]


def _key(change: Callable[[str], str]) -> Edit:
    def edit(route: Resource, template: Template) -> None:
        route["Properties"]["RouteKey"] = change(route["Properties"]["RouteKey"])

    return edit


def _renamed(key: str) -> str:
    return _VARIABLE.sub(r"{\1Other\2}", key, count=1)


def _repeated(route: Resource, template: Template) -> None:
    add_copy(template, "AgainRoute", route)


def _repeated_by_sub(route: Resource, template: Template) -> None:
    method, _, path = value(route, "RouteKey").partition(" ")
    template.setdefault("Parameters", {})["Method"] = {"Type": "String", "Default": method, "AllowedValues": [method]}
    add_copy(template, "AgainRoute", route, RouteKey={"Fn::Sub": f"${{Method}} {path}"})


def _repeated_by_join(route: Resource, template: Template) -> None:
    add_copy(template, "AgainRoute", route, RouteKey={"Fn::Join": [" ", value(route, "RouteKey").split(" ")]})


def _sibling_with_another_variable(route: Resource, template: Template) -> None:
    keys = [value(template["Resources"][logical_id], "RouteKey") for logical_id in ids(template, ROUTE)]
    path = value(route, "RouteKey").partition(" ")[2]
    method = next(method for method in _METHODS if f"{method} {path}" not in keys)
    add_copy(template, "SiblingRoute", route, RouteKey=_renamed(f"{method} {path}"))


def _target_of_another_api(route: Resource, template: Template) -> None:
    add_other_api(template)
    route["Properties"]["Target"] = {"Fn::Sub": "integrations/${OtherIntegration}"}


def _bare_target(route: Resource, template: Template) -> None:
    target = route["Properties"]["Target"]["Fn::Sub"]
    route["Properties"]["Target"] = {"Ref": target.removeprefix("integrations/${").removesuffix("}")}


def _singular_target(route: Resource, template: Template) -> None:
    target = route["Properties"]["Target"]["Fn::Sub"]
    route["Properties"]["Target"] = {"Fn::Sub": target.replace("integrations/", "integration/")}


def _target_is_the_api(route: Resource, template: Template) -> None:
    route["Properties"]["Target"] = {"Fn::Sub": f"integrations/${{{route['Properties']['ApiId']['Ref']}}}"}


def _authorizer_of_another_api(route: Resource, template: Template) -> None:
    authorizer = template["Resources"][route["Properties"]["AuthorizerId"]["Ref"]]
    add_copy(template, "OtherAuthorizer", authorizer, ApiId=add_other_api(template))
    route["Properties"]["AuthorizerId"] = {"Ref": "OtherAuthorizer"}


def _of_kind(kind: str) -> Callable[[Template], str | None]:
    def authorizer(template: Template) -> str | None:
        found = [each_id for each_id in ids(template, AUTHORIZER) if "Condition" not in template["Resources"][each_id]]
        return next((a for a in found if value(template["Resources"][a], "AuthorizerType") == kind), None)

    return authorizer


def _with_authorizer(kind: str, of: str) -> Callable[[Template], Iterator[Mutant]]:
    """Give the routes of an authorization type an authorizer of a kind, or the first one there is."""

    def mutants(template: Template) -> Iterator[Mutant]:
        authorizer = _of_kind(kind)(template)
        for logical_id in ids(template, ROUTE) if authorizer else []:
            if value(template["Resources"][logical_id], "AuthorizationType") == of:
                mutant = deepcopy(template)
                mutant["Resources"][logical_id]["Properties"]["AuthorizerId"] = {"Ref": authorizer}
                yield Mutant(logical_id, mutant)

    return mutants


_JWT = having("AuthorizationType", is_="JWT")
_CUSTOM = having("AuthorizationType", is_="CUSTOM")
_NONE = having("AuthorizationType", is_="NONE")
_IAM = having("AuthorizationType", is_="AWS_IAM")
_INTEGRATION = having("Target", "Fn::Sub", a=str)
_AUTHORIZER = having("AuthorizerId", "Ref", a=str)

MUTATIONS: Final = (
    Mutation("a route twice", "E9202", each(ROUTE, _repeated, where=having("RouteKey", a=str))),
    Mutation("a route twice, once by Sub of a parameter", "E9202", each(ROUTE, _repeated_by_sub, where=_is_path)),
    Mutation("a route twice, once by Join", "E9202", each(ROUTE, _repeated_by_join, where=_is_path)),
    Mutation("a variable renamed in one of two routes", "E9202", each(ROUTE, _key(_renamed), where=_is_named_twice)),
    Mutation("a route beside another, its variable renamed", "E9202",
             each(ROUTE, _sibling_with_another_variable, where=_has_variable)),
    Mutation("a method in lower case", "E9201",
             each(ROUTE, _key(lambda key: key[:1].lower() + key[1:]), where=_is_path)),
    Mutation("a method that HTTP APIs do not have", "E9201",
             each(ROUTE, _key(lambda key: "TRACE " + key.partition(" ")[2]), where=_is_path)),
    Mutation("no method", "E9201", each(ROUTE, _key(lambda key: key.partition(" ")[2]), where=_is_path)),
    Mutation("two blanks in a route key", "E9201",
             each(ROUTE, _key(lambda key: key.replace(" ", "  ")), where=_is_path)),
    Mutation("a slash at the end", "E9201", each(ROUTE, _key(lambda key: key + "/"), where=_ends_plainly)),
    Mutation("no slash at the beginning", "E9201",
             each(ROUTE, _key(lambda key: key.replace(" /", " ")), where=_is_below_the_root)),
    Mutation("no path", "E9201", each(ROUTE, _key(lambda key: key.removesuffix(" /")), where=_is_at_the_root)),
    Mutation("a misspelt default route", "E9201",
             each(ROUTE, setting("RouteKey", to="$defaults"), where=having("RouteKey", is_="$default"))),
    Mutation("a greedy variable in the middle", "E9201",
             each(ROUTE, _key(lambda key: key.rstrip("/") + "/{rest+}/more"), where=_ends_plainly)),
    Mutation("a variable that is a part of a segment", "E9201",
             each(ROUTE, _key(lambda key: key + "-{part}"), where=_ends_plainly)),
    Mutation("a variable twice", "E9201",
             each(ROUTE, _key(lambda key: f"{key}/{{{_VARIABLE.findall(key)[0][0]}}}"),
                  where=both(_has_variable, _ends_plainly))),
    Mutation("a variable without a name", "E9201",
             each(ROUTE, _key(lambda key: _VARIABLE.sub("{}", key, count=1)), where=_has_variable)),
    Mutation("a variable that is not closed", "E9201",
             each(ROUTE, _key(lambda key: key.replace("}", "", 1)), where=_has_variable)),
    Mutation("the integration of another API", "E9203", each(ROUTE, _target_of_another_api, where=_INTEGRATION)),
    Mutation("a target without integrations/", "E9203", each(ROUTE, _bare_target, where=_INTEGRATION)),
    Mutation("a misspelt integrations/", "E9203", each(ROUTE, _singular_target, where=_INTEGRATION)),
    Mutation("a target that is no integration", "E9203", each(ROUTE, _target_is_the_api, where=having("ApiId", "Ref"))),
    Mutation("a route without a target", "", each(ROUTE, without("Target"), where=having("Target"))),
    Mutation("a JWT route without an authorizer", "E9204",
             each(ROUTE, without("AuthorizerId"), where=both(_JWT, having("AuthorizerId")))),
    Mutation("a CUSTOM route without an authorizer", "E9204",
             each(ROUTE, without("AuthorizerId"), where=both(_CUSTOM, having("AuthorizerId")))),
    Mutation("a JWT authorizer on a route with NONE", "E9204", _with_authorizer("JWT", of="NONE")),
    Mutation("a Lambda authorizer on a route with NONE", "E9204", _with_authorizer("REQUEST", of="NONE")),
    Mutation("an authorized route turned to NONE", "E9204",
             each(ROUTE, setting("AuthorizationType", to="NONE"), where=_AUTHORIZER)),
    Mutation("an authorized route turned to AWS_IAM", "E9204",
             each(ROUTE, setting("AuthorizationType", to="AWS_IAM"), where=_AUTHORIZER)),
    Mutation("a JWT authorizer on a CUSTOM route", "E9204",
             each(ROUTE, setting("AuthorizationType", to="CUSTOM"), without("AuthorizationScopes"),
                  where=both(_JWT, _AUTHORIZER, having("AuthorizationScopes")))),
    Mutation("a Lambda authorizer on a JWT route", "E9204",
             each(ROUTE, setting("AuthorizationType", to="JWT"), where=both(_CUSTOM, _AUTHORIZER))),
    Mutation("the authorizer of another API", "E9204", each(ROUTE, _authorizer_of_another_api, where=_AUTHORIZER)),
    Mutation("an authorization type of REST APIs", "E9204",
             each(ROUTE, setting("AuthorizationType", to="COGNITO_USER_POOLS"), where=having("AuthorizationType"))),
    Mutation("an authorization type in lower case", "E9204",
             each(ROUTE, setting("AuthorizationType", to="none"), where=_NONE)),
    Mutation("a route that does not state its authorization", "I9205",
             each(ROUTE, without("AuthorizationType"), where=both(_NONE, lacking("AuthorizerId")))),
    Mutation("a route that needs a key", "E9207",
             each(ROUTE, setting("ApiKeyRequired", to=True), where=lacking("ApiKeyRequired"))),
    Mutation("eleven scopes", "E9206",
             each(ROUTE, setting("AuthorizationScopes", to=[f"scope-{number}" for number in range(11)]), where=_JWT)),
    Mutation("scopes on an open route", "E9206", each(ROUTE, setting("AuthorizationScopes", to=["read"]), where=_NONE)),
    Mutation("scopes with a Lambda authorizer", "E9206",
             each(ROUTE, setting("AuthorizationScopes", to=["read"]), where=_CUSTOM)),
    Mutation("scopes with IAM", "E9206", each(ROUTE, setting("AuthorizationScopes", to=["read"]), where=_IAM)),
    Mutation("routes that are chosen by the body", "E9107",
             each(API, setting("RouteSelectionExpression", to="$request.body.action"))),
)  # fmt: skip
