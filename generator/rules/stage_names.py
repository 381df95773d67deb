"""E9509: stage names that API Gateway refuses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.stages import name_problem
from generator.rules.rule import Finding, HttpApiRule, problems
from generator.template_model import Model


class StageNames(HttpApiRule):
    id = "E9509"
    shortdesc = "A stage name is $default, or letters, digits, hyphens and underscores"
    description = (
        "API Gateway refuses other characters, and more than 128 of them, because the name stands in the URL of the "
        "API; only $default does not."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html"
    )
    tags = ["http-api", "stages"]
    fix = "Write $default, or a name such as live or v1."
    bad = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: v1.2
      AutoDeploy: true
"""
    good = bad.replace("v1.2", "v1_2")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            yield from problems(api.stages, "StageName", problem=name_problem)
