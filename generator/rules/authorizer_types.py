"""E9309: authorizers of a type that HTTP APIs do not have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.authorizers import type_problem
from generator.rules.rule import Finding, HttpApiRule, problems
from generator.template_model import Model


class AuthorizerTypes(HttpApiRule):
    id = "E9309"
    shortdesc = "An authorizer is of the type JWT or REQUEST"
    description = "Those of REST APIs, TOKEN and COGNITO_USER_POOLS, are no types of HTTP APIs: they are refused."
    source_url = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html"
    tags = ["http-api", "authorizers"]
    fix = "Write JWT for a user pool or another issuer of tokens, REQUEST for a function."
    bad = """\
Resources:
  Staff:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref HttpApi
      Name: staff
      AuthorizerType: TOKEN
      AuthorizerUri: !ImportValue StaffAuthorizerUri
      AuthorizerPayloadFormatVersion: "2.0"
"""
    good = bad.replace("TOKEN", "REQUEST")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            yield from problems(api.authorizers, "AuthorizerType", problem=type_problem)
