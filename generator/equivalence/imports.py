"""A template with an OpenAPI document as its API, in place of the routes, integrations and authorizers that it had.

API Gateway takes either the one or the others:
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.resource_types import AUTHORIZER, INTEGRATION, ROUTE
from generator.syntax import is_intrinsic

Body = Mapping[str, Any]

_WITHIN: Final = (AUTHORIZER, INTEGRATION, ROUTE)
# What a document has a place for; of the first three only texts, and of tags only single ones, so that a function of
# CloudFormation stays a property.
_STATED: Final = ("Name", "Description", "Version", "Tags")
_STATED_WHATEVER: Final = ("CorsConfiguration", "DisableExecuteApiEndpoint", "IpAddressType", "ProtocolType")


def importing(body: Body, document: Mapping[str, Any], api: str) -> dict[str, Any]:
    """Return a template that imports a document as the API of this logical ID. What was in the API is left out.

    What waited for that waits for nothing in its place: whatever refers to the API waits for all of it.
    """
    resources: Mapping[str, Any] = body["Resources"]
    within = {name for name, each in resources.items() if _is_within(api, each)}
    kept = {name: _without(within, each) for name, each in resources.items() if name not in within}
    given = resources[api].get("Properties", {})
    stays = {name: value for name, value in given.items() if _stays_a_property(name, value)}
    kept[api] = {**kept[api], "Properties": {**stays, "Body": dict(document)}}
    return {**body, "Resources": kept}


def _is_within(api: str, resource: Any) -> bool:
    if not isinstance(resource, Mapping) or resource.get("Type") not in _WITHIN:
        return False
    return bool(resource.get("Properties", {}).get("ApiId") == {"Ref": api})


def _without(names: set[str], resource: Any) -> Any:
    """Return a resource that waits for none of these."""
    if not isinstance(resource, Mapping):
        return resource
    waits_for = resource.get("DependsOn", [])
    left = [name for name in ([waits_for] if isinstance(waits_for, str) else waits_for) if name not in names]
    rest = {name: value for name, value in resource.items() if name != "DependsOn"}
    return {**rest, "DependsOn": left} if left else rest


def _stays_a_property(name: str, value: Any) -> bool:
    return is_intrinsic(value) if name in _STATED else name not in _STATED_WHATEVER
