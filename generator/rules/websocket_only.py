"""E9207: what only WebSocket APIs have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.routes import WEBSOCKET_PROPERTIES
from generator.resource_types import INTEGRATION_RESPONSE, MODEL, ROUTE_RESPONSE
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT


class WebSocketOnly(HttpApiRule):
    id = "E9207"
    shortdesc = "Routes of an HTTP API have no API key, no models and no responses of their own"
    description = (
        "These are for WebSocket APIs only. API Gateway answers `ApiKeyRequired is not currently supported for HTTP "
        "APIs`, `Models are not permitted for APIs with a protocol type of HTTP`, and the like for RouteResponse and "
        "IntegrationResponse (badmintoncryer/cdk-preflight, pf-apigwv2-http-route-no-api-key and others)."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html"
    )
    tags = ["http-api", "routes"]
    fix = (
        "Remove it: an authorizer stands in for API keys, the backend has to validate requests, and parameter mappings "
        "of the integration change responses."
    )
    bad = """\
Resources:
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
      ApiKeyRequired: true
"""
    good = bad.replace("true", "false")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            if api.is_certain:
                for route in api.routes:
                    yield from _properties(route)
                yield from _resources(api)


def _properties(route: Resource) -> Iterator[Finding]:
    for value in route.values("ApiKeyRequired"):
        if value.truth:
            message = "ApiKeyRequired 'true': HTTP APIs have no API keys and no usage plans: use an authorizer"
            yield Finding(value.path, message)
    for name in WEBSOCKET_PROPERTIES:
        for value in route.values(name):
            if value.value not in (ABSENT, {}, ""):
                yield Finding(value.path, f"{name}: only routes of WebSocket APIs have it: remove it")


def _resources(api: HttpApi) -> Iterator[Finding]:
    for resource in (*api.of_type(MODEL), *api.of_type(ROUTE_RESPONSE), *api.of_type(INTEGRATION_RESPONSE)):
        kind = resource.type.rpartition(":")[2]
        yield Finding(resource.path, f"{kind} of the HTTP API {api.name}: only WebSocket APIs have it: remove it")
