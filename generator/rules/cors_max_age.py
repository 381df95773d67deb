"""E9406: preflights that are remembered for too long."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.cors import MAX_AGE
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model


class CorsMaxAge(HttpApiRule):
    id = "E9406"
    shortdesc = "MaxAge is a day at most"
    description = (
        "API Gateway takes a MaxAge from -1, which forbids browsers to remember a preflight, to 86400 seconds."
    )
    source_url = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html#apis-apiid-model-cors"
    tags = ["http-api", "cors"]
    fix = "Write a number of seconds from -1 to 86400."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      CorsConfiguration:
        AllowOrigins: [https://shop.example.com]
        MaxAge: 604800
"""
    good = bad.replace("604800", "86400")

    def check(self, model: Model) -> Iterator[Finding]:
        lowest, highest = MAX_AGE
        for api in model.apis:
            for cors in api.cors:
                for age in cors.values("CorsConfiguration", "MaxAge"):
                    if age.number is not None and not lowest <= age.number <= highest:
                        message = f"MaxAge '{age.text}': must be from {lowest} to {highest} seconds"
                        yield Finding(age.path, message)
