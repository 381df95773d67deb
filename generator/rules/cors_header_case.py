"""I9404: header names that API Gateway writes in another way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from generator.http_api.cors import header_case_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.values import Value


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
            for resource, field in product(api.cors, ("AllowHeaders", "ExposeHeaders")):
                for headers in resource.values("CorsConfiguration", field):
                    yield from _in_capitals(field, list(resource.template.items(headers)))


def _in_capitals(field: str, headers: list[Value]) -> Iterator[Finding]:
    """Yield the first header of a list that has capitals: who has one has them all."""
    found = [header for header in headers if header.text is not None and header_case_problem(header.text)]
    for header in found[:1]:
        more = f" and {len(found) - 1} more" if found[1:] else ""
        yield Finding(header.path, f"{field} '{header.text}'{more}: {header_case_problem(str(header.text))}")
