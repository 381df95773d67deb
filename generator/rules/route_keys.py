"""E9201: route keys that API Gateway refuses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.route_keys import RouteKey
from generator.rules.rule import Finding, HttpApiRule, problems
from generator.template_model import Model


class RouteKeys(HttpApiRule):
    id = "E9201"
    shortdesc = "A route key is METHOD /path or $default"
    description = (
        "API Gateway refuses a route whose method is unknown or in lower case, whose path does not begin with / or "
        "ends with it, or whose variables are no whole parts of the path: a greedy one can only be the last."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html"
    tags = ["http-api", "routes"]
    fix = "Write a method in upper case, or ANY, one blank, and a path such as /orders/{id} or /files/{path+}."
    bad = """\
Resources:
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders/
      AuthorizationType: NONE
"""
    good = """\
Resources:
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
"""

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            yield from problems(api.routes, "RouteKey", problem=_problem)


def _problem(text: str) -> str | None:
    try:
        RouteKey.parse(text)
    except ValueError as error:
        return str(error)
    return None
