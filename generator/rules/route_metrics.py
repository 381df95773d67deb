"""I9517: routes without the detailed metrics that the stage has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.stages import settings


class RouteMetrics(HttpApiRule):
    id = "I9517"
    shortdesc = "A route's settings say whether it has detailed metrics, if the stage's do"
    description = (
        "An entry of RouteSettings takes the place of DefaultRouteSettings as a whole: without DetailedMetricsEnabled "
        "the route has none (terraform-aws-modules/terraform-aws-apigateway-v2#78)."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html"
    tags = ["http-api", "stages"]
    fix = "Repeat DetailedMetricsEnabled in each entry of RouteSettings."
    bad = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !ImportValue HttpApi
      StageName: $default
      AutoDeploy: true
      DefaultRouteSettings:
        DetailedMetricsEnabled: true
      RouteSettings:
        GET /orders:
          ThrottlingRateLimit: 10
          ThrottlingBurstLimit: 20
"""
    good = bad + "          DetailedMetricsEnabled: true\n"

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                yield from _without_metrics(stage)


def _without_metrics(stage: Resource) -> Iterator[Finding]:
    found = list(settings(stage))
    metrics = [value for each in found if each.key is None for value in each.values("DetailedMetricsEnabled")]
    given = [value.given for value in metrics if value.truth]
    for each in found if given else ():
        together = any(stage.template.possible(each.value.given | default) for default in given)
        if together and each.key is not None and "DetailedMetricsEnabled" not in each.names():
            message = f"{each.name} takes the place of DefaultRouteSettings, which has DetailedMetricsEnabled"
            yield Finding(each.value.path, f"{message}: repeat it")
