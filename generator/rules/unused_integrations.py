"""I9610: integrations that answer nothing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi
from generator.template_model.values import ABSENT


class UnusedIntegrations(HttpApiRule):
    id = "I9610"
    shortdesc = "A route leads to each integration"
    description = "An integration that no route names as its Target is never called, and counts for the API's quota."
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html"
    tags = ["http-api", "integrations"]
    fix = "Give it a route, with Target: !Sub integrations/${OrdersIntegration}, or remove it."
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  OrdersIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: AWS_PROXY
      IntegrationUri: !ImportValue orders-function-arn
      PayloadFormatVersion: "2.0"
  OrdersRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
      Target: !Sub integrations/${OrdersIntegration}
"""
    bad = good[: good.index("  OrdersRoute:")]

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            used = _used(api) if api.is_whole else None
            for integration in api.integrations:
                name = integration.logical_id
                if used is not None and name not in used and not integration.is_virtual:
                    yield Finding(integration.path, f"No route leads to {name}: give it one, or remove it")


def _used(api: HttpApi) -> set[str] | None:
    """Return the logical IDs of the integrations to which routes lead; None if that is not known of a route."""
    used = set()
    for route in api.routes:
        for target in route.values("Target"):
            integration = api.integration_of(target)
            if integration is None and target.value is not ABSENT and not target.is_known:
                return None
            if integration:
                used.add(integration.logical_id)
    return used
