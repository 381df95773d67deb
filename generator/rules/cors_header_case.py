"""I9404: header names that API Gateway writes in another way."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.cors import header_case_problem
from generator.rules.rule import Finding, HttpApiRule, problems
from generator.template_model import Model


class CorsHeaderCase(HttpApiRule):
    id = "I9404"
    shortdesc = "Headers of CORS are written in lower case"
    description = (
        "API Gateway stores the names of headers in lower case. They work as they are, but drift detection finds a "
        "difference for ever (go-to-k/cdk-real-drift#257)."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"
    tags = ["http-api", "cors"]
    fix = "Write the names in lower case."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      CorsConfiguration:
        AllowOrigins: [https://shop.example.com]
        AllowHeaders: [Authorization]
"""
    good = bad.replace("[Authorization]", "[authorization]")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for field in ("AllowHeaders", "ExposeHeaders"):
                yield from problems(api.cors, "CorsConfiguration", field, problem=header_case_problem)
