"""E9106: two stages of one API with one name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi
from generator.template_model.resource import Resource
from generator.template_model.values import Part, Value, parts, shown


class RepeatedStages(HttpApiRule):
    id = "E9106"
    shortdesc = "Each stage of an API has a name of its own"
    description = (
        "API Gateway answers 409 to a second stage with a name that is taken. Quick create (Target) makes the stage "
        "$default by itself."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html"
    )
    tags = ["http-api", "stages"]
    fix = "Remove one of the stages, or name it otherwise; in place of Target write the integration and the route."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      Target: https://orders.example.com
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
"""
    good = bad.replace("StageName: $default", "StageName: test")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            yield from _repeated(api)


def _repeated(api: HttpApi) -> Iterator[Finding]:
    seen: dict[tuple[Part, ...] | None, list[tuple[Resource, Value]]] = {}
    for stage in sorted(api.stages, key=lambda stage: not stage.is_virtual):
        for name in stage.values("StageName"):
            others = seen.setdefault(parts(name.value), []) if parts(name.value) else []
            for other, value in others:
                if other is not stage and api.template.possible(name.given | value.given):
                    message = f"StageName '{shown(name.value)}' is that of {_name(other)}, too"
                    yield Finding(name.path, f"{message}: remove one of them, or choose another name")
                    break
            others.append((stage, name))


def _name(stage: Resource) -> str:
    return "what Target makes" if stage.is_virtual else stage.logical_id
