"""E9203: routes whose target is no integration of their API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.http_api.routes import target_problem
from generator.resource_types import INTEGRATION
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, plain
from generator.template_model.resource import Resource
from generator.template_model.samples import sample
from generator.template_model.values import Reference, Text, Value, shown

# What such a resource gives, as a custom one or another stack, may be any ID.
_UNKNOWN: Final = ("AWS::CloudFormation::", "AWS::Serverless::Application")


class RouteTargets(HttpApiRule):
    id = "E9203"
    shortdesc = "A route's target is an integration of its API"
    description = (
        "API Gateway refuses a target that is not written as integrations/ and the ID of an integration, or that is "
        "the integration of another API."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html"
    tags = ["http-api", "routes"]
    fix = "Write Target: !Sub integrations/${OrdersIntegration}, with an integration that has the route's ApiId."
    bad = """\
Resources:
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
      Target: !Ref OrdersIntegration
  OrdersIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: HTTP_PROXY
      IntegrationMethod: GET
      IntegrationUri: https://orders.example.com
      PayloadFormatVersion: "1.0"
"""
    good = bad.replace("!Ref OrdersIntegration", "!Sub integrations/${OrdersIntegration}")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for route in api.routes:
                for target in route.values("Target"):
                    if problem := _problem(api, route, target):
                        yield Finding(target.path, f"Target '{shown(target.value)}': {problem}")


def _problem(api: HttpApi, route: Resource, target: Value) -> str | None:
    match target.value:
        case Reference() as reference if api.template.referred(plain(reference), INTEGRATION):
            return f"is the ID alone: write !Sub integrations/${{{reference.name}}}"
        case Text(("integrations/", Reference() as reference)):
            integration = api.template.referred(plain(reference))
            return _problem_of(api, integration, route, target) if integration else None
    text = sample(api.template, target.value)
    problem = None if text is None else target_problem(text)
    return f"{problem}: write !Sub integrations/${{OrdersIntegration}}" if problem else None


def _problem_of(api: HttpApi, integration: Resource, route: Resource, target: Value) -> str | None:
    name = integration.logical_id
    if integration.type == INTEGRATION:
        other = api.owner(integration, route, target.given)
        return f"{name} is an integration of {other}, and this is a route of {api.name}" if other else None
    if integration.type.startswith("AWS::") and not integration.type.startswith(_UNKNOWN):
        return f"{name} is no integration, but {integration.type}: name the integration that leads there"
    return None
