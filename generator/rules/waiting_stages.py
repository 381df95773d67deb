"""E9505: stages that may be made before the routes that they have settings for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, Route
from generator.template_model.resource import Resource
from generator.template_model.stages import Settings, route_settings
from generator.template_model.waiting import waits_for


class WaitingStages(HttpApiRule):
    id = "E9505"
    shortdesc = "A stage waits for the routes in its RouteSettings"
    description = (
        "Nothing in a stage refers to a route, so that CloudFormation may make the stage first: API Gateway then does "
        "not find the route, and answers 404 (aws/serverless-application-model#2479)."
    )
    source_url = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"
    tags = ["http-api", "stages"]
    fix = "Name the routes in the stage's DependsOn; in SAM, make them events of functions or write a DefinitionBody."
    bad = """\
Resources:
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
      RouteSettings:
        GET /orders:
          ThrottlingRateLimit: 10
          ThrottlingBurstLimit: 20
"""
    good = bad.replace("Stage\n    Prop", "Stage\n    DependsOn: GetOrders\n    Prop")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            routes = _by_key(api)
            for stage in api.stages:
                yield from _not_waiting(stage, routes)


def _by_key(api: HttpApi) -> dict[str, list[Route]]:
    """Return the routes that are resources of their own; those in a Body are there with the API."""
    found: dict[str, list[Route]] = {}
    for route in api.keyed_routes:
        if route.written.text and not route.resource.is_virtual:
            found.setdefault(route.written.text, []).append(route)
    return found


def _not_waiting(stage: Resource, routes: dict[str, list[Route]]) -> Iterator[Finding]:
    settings = [(each, routes[each.key]) for each in route_settings(stage) if each.key in routes]
    before = waits_for(stage) if settings else set()
    for each, found in settings:
        if route := next((route for route in found if _may_be_later(route, each, before)), None):
            name = route.resource.logical_id
            message = f"RouteSettings '{each.key}': {stage.logical_id} may be made before {name}, which has this key"
            yield Finding(each.value.path, f"{message}: add DependsOn: {name}")


def _may_be_later(route: Route, settings: Settings, before: set[str]) -> bool:
    together = settings.stage.template.possible(route.given | settings.value.given)
    return together and route.resource.logical_id not in before
