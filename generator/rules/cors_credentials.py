"""E9401: credentials for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.cors import admits_credentials
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import Value


class CorsCredentials(HttpApiRule):
    id = "E9401"
    shortdesc = "Credentials are not allowed to every origin"
    description = (
        "API Gateway refuses AllowCredentials beside the origin *, because browsers do: any page could then act as "
        "whoever has it open (aws/aws-cdk#9076)."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"
    tags = ["http-api", "cors"]
    fix = "List the origins whose pages may call the API, or leave out AllowCredentials."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      CorsConfiguration:
        AllowOrigins: ["*"]
        AllowCredentials: true
"""
    good = bad.replace('"*"', "https://shop.example.com")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for cors in api.cors:
                yield from _of_every_origin(cors)


def _of_every_origin(cors: Resource) -> Iterator[Finding]:
    refused = [origin for origin in cors.items("CorsConfiguration", "AllowOrigins") if _is_refused(origin)]
    for allowed in cors.values("CorsConfiguration", "AllowCredentials"):
        for origin in refused if allowed.truth else ():
            if cors.template.possible(allowed.given | origin.given):
                message = (
                    f"AllowOrigins '{origin.text}': API Gateway refuses it beside AllowCredentials: list the origins"
                )
                yield Finding(origin.path, message)


def _is_refused(origin: Value) -> bool:
    return origin.text is not None and not admits_credentials(origin.text)
