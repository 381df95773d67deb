"""W9402: wildcards that mean nothing beside credentials."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.cors import wildcard_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource

_FIELDS = ("AllowMethods", "AllowHeaders", "ExposeHeaders")


class CorsWildcards(HttpApiRule):
    id = "W9402"
    shortdesc = "Methods and headers are listed where credentials are allowed"
    description = (
        "For a request with credentials, browsers take * for the name of a method or a header, not for all of them: "
        "they refuse what is not listed, and nothing is said when it is deployed."
    )
    source_url = "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"
    tags = ["http-api", "cors"]
    fix = "List each method and header, or leave out AllowCredentials."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      CorsConfiguration:
        AllowOrigins: [https://shop.example.com]
        AllowMethods: ["*"]
        AllowCredentials: true
"""
    good = bad.replace('"*"', "GET, POST")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for cors in api.cors:
                for field in _FIELDS:
                    yield from _wildcards(cors, field)


def _wildcards(cors: Resource, field: str) -> Iterator[Finding]:
    allowed = [each for each in cors.values("CorsConfiguration", "AllowCredentials") if each.truth]
    for item in cors.items("CorsConfiguration", field) if allowed else ():
        message = wildcard_problem(item.text) if item.text else None
        if message and any(cors.template.possible(each.given | item.given) for each in allowed):
            yield Finding(item.path, f"{field} '{item.text}': {message}")
