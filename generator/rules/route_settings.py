"""E9504: settings for routes that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi
from generator.template_model.stages import route_settings


class RouteSettings(HttpApiRule):
    id = "E9504"
    shortdesc = "RouteSettings are for routes of the API"
    description = (
        "API Gateway answers 404 to a stage with settings for another: `Unable to find Route by key GET /x within the "
        "provided RouteSettings` (terraform-aws-modules/terraform-aws-apigateway-v2#80). A key has to be the route's "
        "to the letter, names of variables among it."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html"
    tags = ["http-api", "stages"]
    fix = "Write the RouteKey of a route, such as GET /orders/{id}, or remove the entry."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  GetOrder:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders/{id}
      AuthorizationType: NONE
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    DependsOn: GetOrder
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
      RouteSettings:
        GET /orders/{order}:
          ThrottlingRateLimit: 10
          ThrottlingBurstLimit: 20
"""
    good = bad.replace("{order}", "{id}")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            known = [route.written.text for route in api.keyed_routes]
            if api.is_whole and None not in known:
                yield from _of_no_route(api, {_loosely(key): key for key in known if key})


def _of_no_route(api: HttpApi, known: dict[str, str]) -> Iterator[Finding]:
    """Yield settings under other keys than these, which stand under what is alike to them."""
    keys = set(known.values())
    for stage in api.stages:
        for each in route_settings(stage):
            if each.key is not None and each.key not in keys:
                similar = known.get(_loosely(each.key))
                hint = f"did you mean {similar}?" if similar else "remove the entry, or add the route"
                yield Finding(
                    each.value.path, f"RouteSettings '{each.key}': the API has no route with this key: {hint}"
                )


def _loosely(key: str) -> str:
    """Return a key without what is often mistaken in it: the names of variables, its case, a slash at its end."""
    return re.sub(r"\{[^}]*\}", "{}", key).lower().rstrip("/")
