"""E9502: stages that nothing is deployed to, and deployments that leave routes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.resource_types import DEPLOYMENT
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, plain
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT
from generator.template_model.waiting import waits_for


class Deployments(HttpApiRule):
    id = "E9502"
    shortdesc = "What is deployed to a stage has all routes"
    description = (
        "A stage without AutoDeploy has the routes of its deployment, and none at all if it has no deployment. A "
        "deployment has the routes that are there when it is made; without any, API Gateway refuses it: `Unable to "
        "deploy API because no routes exist in this API` (mach-composer/mach-composer-cli#42)."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html"
    tags = ["http-api", "stages"]
    fix = "Set AutoDeploy to true, or name a deployment in DeploymentId and all routes in the deployment's DependsOn."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
  Deployment:
    Type: AWS::ApiGatewayV2::Deployment
    Properties:
      ApiId: !Ref HttpApi
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: live
      DeploymentId: !Ref Deployment
"""
    good = bad.replace("  Deployment:\n", "  Deployment:\n    DependsOn: GetOrders\n")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            if api.is_whole and not any(map(_names_a_stage, api.deployments)):
                for stage in api.stages:
                    yield from _never_deployed(stage)
            for deployment in _used(api):
                yield from _leaving_out(deployment, api)


def _never_deployed(stage: Resource) -> Iterator[Finding]:
    for deployment in stage.values("DeploymentId"):
        for automatic in stage.values("AutoDeploy") if deployment.value is ABSENT else ():
            is_off = automatic.value is ABSENT or automatic.truth is False
            if is_off and stage.template.possible(deployment.given | automatic.given):
                message = f"Nothing is deployed to the stage {stage.logical_id}: set AutoDeploy to true"
                yield Finding(automatic.path, f"{message}, or name a deployment in DeploymentId")


def _used(api: HttpApi) -> list[Resource]:
    """Return the deployments of the template that stages name, or that name a stage."""
    named = [
        api.template.referred(plain(value.value), DEPLOYMENT)
        for stage in api.stages
        for value in stage.values("DeploymentId")
    ]
    return [each for each in api.deployments if each in named or _names_a_stage(each)]


def _names_a_stage(deployment: Resource) -> bool:
    return any(value.value is not ABSENT for value in deployment.values("StageName"))


def _leaving_out(deployment: Resource, api: HttpApi) -> Iterator[Finding]:
    before = waits_for(deployment)
    left_out = [
        route.logical_id
        for route in api.routes
        if not (route.is_virtual or route.logical_id in before)
        and api.template.possible(route.given | deployment.given)
    ]
    if left_out:
        message = f"{deployment.logical_id} may be made before {_listed(left_out)}, which it then lacks"
        yield Finding(deployment.path, f"{message}: add all routes to its DependsOn")


def _listed(names: list[str]) -> str:
    more = [f"{len(names) - 3} more"] if len(names) > 4 else names[3:]
    found = [*names[:3], *more]
    return " and ".join(filter(None, [", ".join(found[:-1]), found[-1]]))
