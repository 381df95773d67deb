"""Integrations and authorizers in the forms of OpenAPI documents, said as if they were resources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.equivalence.properties import properties
from generator.equivalence.routes import authorizer_aspects, integration_aspects
from generator.equivalence.systems import Aspect
from generator.equivalence.values import in_branches, joined, parts
from generator.resource_types import AUTHORIZER, INTEGRATION

Document = Mapping[str, Any]

# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
_OF_INTEGRATION: Final[Mapping[str, str]] = {
    "connectionId": "ConnectionId",
    "connectionType": "ConnectionType",
    "credentials": "CredentialsArn",
    "description": "Description",
    "httpMethod": "IntegrationMethod",
    "integrationSubtype": "IntegrationSubtype",
    "passthroughBehavior": "PassthroughBehavior",
    "payloadFormatVersion": "PayloadFormatVersion",
    "requestParameters": "RequestParameters",
    "responseParameters": "ResponseParameters",
    "timeoutInMillis": "TimeoutInMillis",
    "type": "IntegrationType",
    "uri": "IntegrationUri",
}

# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
_OF_AUTHORIZER: Final[Mapping[str, str]] = {
    "authorizerCredentials": "AuthorizerCredentialsArn",
    "authorizerPayloadFormatVersion": "AuthorizerPayloadFormatVersion",
    "authorizerResultTtlInSeconds": "AuthorizerResultTtlInSeconds",
    "authorizerUri": "AuthorizerUri",
    "enableSimpleResponses": "EnableSimpleResponses",
    "identitySource": "IdentitySource",
    "identityValidationExpression": "IdentityValidationExpression",
    "jwtConfiguration": "JwtConfiguration",
    "type": "AuthorizerType",
}


def integration(api: str, stated: Document) -> dict[Aspect, Any]:
    """Return what is said of an integration of an API, which is given by its logical ID."""
    said = {_OF_INTEGRATION.get(name, name): value for name, value in stated.items()}
    if isinstance(kind := said.get("IntegrationType"), str):
        kind = said["IntegrationType"] = kind.upper()
    if "tlsConfig" in said:
        said["TlsConfig"] = in_branches(said.pop("tlsConfig"), capitalized)
    if kind == "AWS_PROXY" and "IntegrationSubtype" not in said and said.get("IntegrationMethod") == "POST":
        del said["IntegrationMethod"]  # a document has to say it of functions, a resource has no need to
    return integration_aspects({"ApiId": {"Ref": api}, **properties(INTEGRATION, said)})


def authorizer(api: str, stated: Document) -> dict[Aspect, Any]:
    """Return what is said of an authorizer of an API, which is given by its logical ID."""
    said = {_OF_AUTHORIZER.get(name, name): value for name, value in stated.items()}
    if isinstance(kind := said.get("AuthorizerType"), str):
        said["AuthorizerType"] = kind.upper()
    if "IdentitySource" in said:
        said["IdentitySource"] = _sources(said["IdentitySource"])
    if "JwtConfiguration" in said:
        said["JwtConfiguration"] = in_branches(said["JwtConfiguration"], capitalized)
    return authorizer_aspects(properties(AUTHORIZER, {"ApiId": {"Ref": api}, **said}))


def capitalized(value: Any) -> Any:
    """`{"allowOrigins": []}` -> `{"AllowOrigins": []}`"""
    if not isinstance(value, dict):
        return value
    return {name[:1].upper() + name[1:]: item for name, item in value.items()}


def _sources(value: Any) -> Any:
    """Return the list that "a comma-separated list of mapping expressions" was made of."""
    match value:
        case {"Fn::Join": [delimiter, items]} if isinstance(delimiter, str) and delimiter.strip() == ",":
            return items
    found: list[list[Any]] = [[]]
    for part in parts(value):
        first, *rest = part.split(",") if isinstance(part, str) else [part]
        found[-1].append(first)
        found += [[each] for each in rest]
    return [_stripped(joined(each)) for each in found]


def _stripped(value: Any) -> Any:
    first, *rest = parts(value)
    return joined([first.lstrip() if isinstance(first, str) else first, *rest])
