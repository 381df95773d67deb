"""W9513: limits that are lost, because other settings take their place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.stages import Settings, settings

_LIMITS = {"ThrottlingRateLimit": "ThrottlingBurstLimit", "ThrottlingBurstLimit": "ThrottlingRateLimit"}


class RepeatedSettings(HttpApiRule):
    id = "W9513"
    shortdesc = "Limits come in pairs, and a route's settings repeat the stage's limits"
    description = (
        "An entry of RouteSettings takes the place of DefaultRouteSettings as a whole: what it leaves out is not the "
        "stage's, but API Gateway's own default (terraform-aws-modules/terraform-aws-apigateway-v2#78). Of a rate and "
        "a burst limit, the one that is left out has been seen to become 0 (pulumi/pulumi-aws#2363)."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html"
    tags = ["http-api", "stages"]
    fix = "Write both limits wherever one is written, and in each of RouteSettings if DefaultRouteSettings has them."
    bad = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: $default
      AutoDeploy: true
      DefaultRouteSettings:
        ThrottlingRateLimit: 100
"""
    good = bad + "        ThrottlingBurstLimit: 200\n"

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                yield from _lost(stage)


def _lost(stage: Resource) -> Iterator[Finding]:
    found = [(each, each.names()) for each in settings(stage)]
    defaults = [(each, names) for each, names in found if each.key is None]
    for each, names in found:
        if alone := [name for name in _LIMITS if name in names and _LIMITS[name] not in names]:
            message = f"{each.name} has {alone[0]}, but no {_LIMITS[alone[0]]}: write both, or the other may be 0"
            yield Finding(each.value.path, message)
        elif each.key is not None and (missing := _not_repeated(each, names, defaults)):
            message = f"{each.name} takes the place of DefaultRouteSettings, which has {' and '.join(missing)}"
            yield Finding(each.value.path, f"{message}: repeat {'them' if missing[1:] else 'it'}")


def _not_repeated(own: Settings, names: set[str], defaults: list[tuple[Settings, set[str]]]) -> list[str]:
    """Return the limits that the stage has for all routes, but not for this one."""
    together = [there for each, there in defaults if own.stage.template.possible(own.value.given | each.value.given)]
    return [name for name in _LIMITS if name not in names and any(name in there for there in together)]
