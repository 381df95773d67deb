"""E9501: a stage that is deployed in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, shown


class StageDeployments(HttpApiRule):
    id = "E9501"
    shortdesc = "A stage has AutoDeploy or a DeploymentId, not both"
    description = (
        "With AutoDeploy, API Gateway makes the deployments itself, and refuses another: `Deployment ID cannot be set "
        "on this stage because AutoDeploy is enabled.` (go-to-k/cdk-real-drift#667)."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html"
    )
    tags = ["http-api", "stages"]
    fix = "Leave out DeploymentId, and the deployment with it; or set AutoDeploy to false."
    bad = """\
Resources:
  Deployment:
    Type: AWS::ApiGatewayV2::Deployment
    Properties:
      ApiId: !Ref HttpApi
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: live
      AutoDeploy: true
      DeploymentId: !Ref Deployment
"""
    good = bad.replace("AutoDeploy: true", "AutoDeploy: false")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                yield from _deployed_twice(stage)


def _deployed_twice(stage: Resource) -> Iterator[Finding]:
    automatic = [value.given for value in stage.values("AutoDeploy") if value.truth]
    for deployment in stage.values("DeploymentId"):
        if deployment.value is not ABSENT and any(
            stage.template.possible(given | deployment.given) for given in automatic
        ):
            message = (
                f"DeploymentId '{shown(deployment.value)}': API Gateway refuses it beside AutoDeploy: leave one out"
            )
            yield Finding(deployment.path, message)
