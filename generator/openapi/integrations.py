"""Integrations: each stands once in the document, as in the template, and the operations refer to it.

API Gateway's import makes one integration of each, and an API may have 300.
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integrations.html
"""

from __future__ import annotations

from typing import Any, Final

from generator.openapi.api import Api, Resource
from generator.openapi.values import given, in_every_branch, lowered, mapping, sub_text
from generator.resource_types import INTEGRATION

NAME: Final = "x-amazon-apigateway-integration"
_PATH: Final = "#/components/x-amazon-apigateway-integrations"

# "For Lambda function invocations, the value must be POST."
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
_INVOKE_METHOD: Final = "POST"
_GATEWAY_ARN: Final = ":apigateway:"


def reference(logical_id: str) -> dict[str, str]:
    return {"$ref": f"{_PATH}/{logical_id}"}


def integrations(api: Api) -> dict[str, Any]:
    """Return every integration of the API by its logical ID, whether a route uses it or not."""
    return {logical_id: _integration(each) for logical_id, each in api.of_type(INTEGRATION).items()}


def _integration(integration: Resource) -> dict[str, Any]:
    """Return the fields that import and export of HTTP APIs know; a description is not among them.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
    """
    kind, get = integration.get("IntegrationType"), integration.get
    invokes = kind == "AWS_PROXY" and get("IntegrationSubtype") is None
    tls, responses = get("TlsConfig"), get("ResponseParameters")
    return given(
        type=kind.lower() if isinstance(kind, str) else kind,
        integrationSubtype=get("IntegrationSubtype"),
        httpMethod=_INVOKE_METHOD if invokes else get("IntegrationMethod"),
        uri=_invocation(get("IntegrationUri")) if invokes else get("IntegrationUri"),
        connectionType=get("ConnectionType"),
        connectionId=get("ConnectionId"),
        tlsConfig=None if tls is None else lowered(tls),
        credentials=get("CredentialsArn"),
        payloadFormatVersion=get("PayloadFormatVersion"),
        timeoutInMillis=get("TimeoutInMillis"),
        requestParameters=get("RequestParameters"),
        responseParameters=None if responses is None else in_every_branch(responses, _by_status),
    )


def _invocation(function: Any) -> Any:
    """Return the URI by which API Gateway invokes a function, in the function's region, as its exports have it.

    https://docs.aws.amazon.com/cli/latest/reference/apigatewayv2/import-api.html
    """
    if isinstance(function, str):
        return function if _GATEWAY_ARN in function else _invocation_of(function)
    match function:
        case {"Fn::Sub": [str(text), variables]}:
            return {"Fn::Sub": [text if _GATEWAY_ARN in text else _uri(text), variables]}
    said = sub_text(function)
    if said is None:
        return {"Fn::Sub": [_uri("${Function}"), {"Function": function}]}
    return {"Fn::Sub": said if _GATEWAY_ARN in said else _uri(said)}


def _invocation_of(arn: str) -> str:
    """Return the URI of a function whose ARN is known; whatever else a raw integration may have stays as it is."""
    parts = arn.split(":")
    return _uri(arn, parts[1], parts[3]) if parts[0] == "arn" and len(parts) > 3 else arn


def _uri(function: str, partition: str = "${AWS::Partition}", region: str = "${AWS::Region}") -> str:
    return f"arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{function}/invocations"


def _by_status(parameters: Any) -> dict[str, Any]:
    """Return the mapping of responses as API Gateway keeps and exports it: `{"200": {"overwrite:header.x": "y"}}`.

    The page of the extension has `responseParameters` for REST APIs only; exports of HTTP APIs have them all the same.
    https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
    """
    return {status: in_every_branch(entries, _entries) for status, entries in mapping(parameters).items()}


def _entries(of_status: Any) -> Any:
    entries = mapping(of_status).get("ResponseParameters")
    if not isinstance(entries, list):
        return of_status
    return {mapping(entry).get("Destination"): mapping(entry).get("Source") for entry in entries}
