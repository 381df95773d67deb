"""Routes: what the template says of each, as far as a document can say it; what it cannot is refused, never left out.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from generator.errors import Problem
from generator.http_api.route_keys import RouteKey
from generator.openapi.api import Api, Resource
from generator.openapi.values import mapping, ref, shown
from generator.resource_types import AUTHORIZER, INTEGRATION, ROUTE

IAM: Final = "AWS_IAM"

_TARGET: Final = re.compile(r"integrations/\$\{(\w+)\}")
_WITH_AUTHORIZER: Final = ("JWT", "CUSTOM")
_WITHOUT_AUTHORIZER: Final = (None, "NONE", IAM)
_INCOMPLETE: Final = "for only the deployment knows it, and a document that lacks it would be wrong"


class Route(NamedTuple):
    """A route whose key, backend and authorizer are known; the last two by their logical IDs."""

    logical_id: str
    key: RouteKey
    integration: str
    is_signed: bool
    """Whether IAM decides who may call it."""
    authorizer: str | None
    scopes: Any
    operation_name: Any
    condition: str | None


def problems(api: Api) -> Iterator[Problem]:
    """Yield a problem for every route that cannot be in a document as it is in the template."""
    for name, resource in mapping(api.body.get("Resources")).items():
        if name.startswith("Fn::ForEach::") and ROUTE in str(resource):
            yield Problem(
                ("Resources", name), "makes routes: write them out, for a document that lacks them would be wrong"
            )
    keys: dict[str, str] = {}
    for logical_id, route in api.of_type(ROUTE).items():
        for name, message in _problems(route, api):
            yield Problem(("Resources", logical_id, "Properties", name), message)
        key = shown(route.get("RouteKey"))
        if (other := keys.setdefault(key, logical_id)) != logical_id:
            yield Problem(("Resources", logical_id), f"has the key of {other}: a document has room for one {key}")


def _problems(route: Resource, api: Api) -> Iterator[tuple[str, str]]:
    """Yield the property that is wrong, and what is wrong with it."""
    kind, authorizer, target = route.get("AuthorizationType"), route.get("AuthorizerId"), route.get("Target")
    if message := _key_problem(route.get("RouteKey")):
        yield "RouteKey", message
    if kind not in (*_WITH_AUTHORIZER, *_WITHOUT_AUTHORIZER):
        yield "AuthorizationType", f"must be written out (got {shown(kind)}), {_INCOMPLETE}"
    elif kind in _WITH_AUTHORIZER and ref(authorizer) not in api.of_type(AUTHORIZER):
        yield "AuthorizerId", f"must be an authorizer of this template (got {shown(authorizer)}): write !Ref"
    if _integration(target) not in api.of_type(INTEGRATION):
        yield (
            "Target",
            f"must be an integration of this template (got {shown(target)}): write !Sub integrations/${{…}}",
        )


def _key_problem(key: Any) -> str | None:
    if not isinstance(key, str):
        return f"must be written out (got {shown(key)}), {_INCOMPLETE}"
    try:
        RouteKey.parse(key)
    except ValueError as error:
        return f"{error} (got {key})"
    return None


def routes(api: Api) -> Iterator[Route]:
    """Yield the routes of the API in the template's order, once `problems` has found none."""
    for logical_id, route in api.of_type(ROUTE).items():
        kind = route.get("AuthorizationType")
        yield Route(
            logical_id,
            RouteKey.parse(route.get("RouteKey")),
            integration=str(_integration(route.get("Target"))),
            is_signed=kind == IAM,
            authorizer=ref(route.get("AuthorizerId")) if kind in _WITH_AUTHORIZER else None,
            scopes=route.get("AuthorizationScopes") or [],
            operation_name=route.get("OperationName"),
            condition=route.condition,
        )


def _integration(target: Any) -> str | None:
    """Return the integration that a target names: `integrations/${OrdersIntegration}`, or the same joined."""
    match target:
        case {"Fn::Sub": str(text)} if match := _TARGET.fullmatch(text):
            return match[1]
        case {"Fn::Join": ["/", ["integrations", each]]} | {"Fn::Join": ["", ["integrations/", each]]}:
            return ref(each)
    return None
