"""W9510: stage variables that API Gateway does not take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.http_api.quotas import STAGE_VARIABLES
from generator.http_api.stages import variable_problem, variable_value_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import Value


class StageVariables(HttpApiRule):
    id = "W9510"
    shortdesc = "Stage variables are few, short and plain"
    description = (
        "A stage has at most 100 variables. A name has at most 64 letters, digits and underscores, a value at most 512 "
        "characters, of those that stand in a URL."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"
    tags = ["http-api", "stages"]
    fix = "Choose names such as tableName, and keep values that are longer or have blanks elsewhere."
    bad = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: live
      AutoDeploy: true
      StageVariables:
        order-table: orders
"""
    good = bad.replace("order-table", "order_table")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                for variables in stage.values("StageVariables"):
                    yield from _too_many(variables)
                    yield from _refused(stage, variables)


def _too_many(variables: Value) -> Iterator[Finding]:
    count = len(variables.value) if isinstance(variables.value, Mapping) else 0
    if count > STAGE_VARIABLES:
        message = f"StageVariables: has {count}, but API Gateway takes at most {STAGE_VARIABLES}: leave some out"
        yield Finding(variables.path, message)


def _refused(stage: Resource, variables: Value) -> Iterator[Finding]:
    for name, value in stage.template.entries(variables):
        if message := variable_problem(name):
            yield Finding(value.path, f"StageVariables '{name}': {message}")
        elif value.text is not None and (message := variable_value_problem(value.text)):
            yield Finding(value.path, f"StageVariables '{name}': the value {message}")
