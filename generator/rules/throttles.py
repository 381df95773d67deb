"""E9506: throttles that let nobody through."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.stages import settings


class Throttles(HttpApiRule):
    id = "E9506"
    shortdesc = "Rate and burst limits are above 0"
    description = "Where a limit is 0, API Gateway answers 429 to every request (pulumi/pulumi-aws#2363)."
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html"
    tags = ["http-api", "stages"]
    fix = "Write limits above 0, in requests per second and in requests at once."
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
        ThrottlingBurstLimit: 0
"""
    good = bad.replace("BurstLimit: 0", "BurstLimit: 200")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for stage in api.stages:
                for found in settings(stage):
                    for name in ("ThrottlingRateLimit", "ThrottlingBurstLimit"):
                        for limit in found.values(name):
                            if limit.number is not None and limit.number <= 0:
                                message = f"{name} '{limit.text}': must be above 0: no request would get through"
                                yield Finding(limit.path, message)
