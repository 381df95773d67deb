"""Templates as small as can be, as plain data: an API, a stage, and what a test is about."""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]
OF_API: Data = {"ApiId": {"Ref": "HttpApi"}}


def body(resources: Data | None = None, api: Data | None = None, parameters: Data | None = None) -> Data:
    """Return a template with these resources beside an API; `api` are properties of that one."""
    made = {"HttpApi": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "demo", **(api or {})}}}
    return {"Parameters": parameters or {}, "Resources": made | (resources or {})}


def resource(kind: str, condition: str | None = None, **properties: Any) -> Data:
    """Return a resource of the API, of a type of API Gateway's: `resource("Route", RouteKey="GET /")`."""
    conditional = {} if condition is None else {"Condition": condition}
    return {"Type": f"AWS::ApiGatewayV2::{kind}", **conditional, "Properties": {**OF_API, **properties}}


def route(key: Any, condition: str | None = None, **properties: Any) -> Data:
    """Return a route to the integration `Integration`, open unless the properties say otherwise."""
    usual = {"AuthorizationType": "NONE", "Target": {"Fn::Sub": "integrations/${Integration}"}}
    return resource("Route", condition, RouteKey=key, **{**usual, **properties})


def integration(**properties: Any) -> Data:
    usual = {"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "PayloadFormatVersion": "1.0"}
    return resource("Integration", **{**usual, **properties})


def tokens(**properties: Any) -> Data:
    """Return an authorizer that looks at JSON Web Tokens."""
    usual = {
        "Name": "users",
        "AuthorizerType": "JWT",
        "IdentitySource": ["$request.header.Authorization"],
        "JwtConfiguration": {"Issuer": "https://login.example.com/", "Audience": ["shop"]},
    }
    return resource("Authorizer", **{**usual, **properties})


def of_function(**properties: Any) -> Data:
    """Return an authorizer that asks a function."""
    usual = {
        "Name": "partners",
        "AuthorizerType": "REQUEST",
        "AuthorizerUri": "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/…/invocations",
        "AuthorizerPayloadFormatVersion": "2.0",
    }
    return resource("Authorizer", **{**usual, **properties})


def imported(template: Data, document: Data) -> Data:
    """Return the template with its API as a document instead of as routes, integrations and authorizers."""
    kinds = {f"AWS::ApiGatewayV2::{kind}" for kind in ("Route", "Integration", "Authorizer")}
    kept = {name: dict(each) for name, each in template["Resources"].items() if each["Type"] not in kinds}
    kept["HttpApi"]["Properties"] = {"Body": document, "FailOnWarnings": True}
    for each in kept.values():
        waited = each.pop("DependsOn", [])
        remaining = [name for name in ([waited] if isinstance(waited, str) else waited) if name in kept]
        each.update({"DependsOn": remaining} if remaining else {})
    return template | {"Resources": kept}
