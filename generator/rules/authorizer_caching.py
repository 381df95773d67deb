"""E9304: Lambda authorizers that keep answers too long, or by nothing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.authorizers import ttl_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Value, shown


class AuthorizerCaching(HttpApiRule):
    id = "E9304"
    shortdesc = "Answers of an authorizer are kept for an hour at most, by an identity source"
    description = (
        "API Gateway refuses more than 3,600 seconds, and answers `Identity source must be set if authorizer caching "
        "is enabled (TTL is greater than 0)` (hashicorp/terraform-provider-aws#32629): an answer is kept for those who "
        "send the same identity sources."
    )
    source_url = (
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html"
        "#http-api-lambda-authorizer.caching"
    )
    tags = ["http-api", "authorizers"]
    fix = "Write IdentitySource: [$request.header.Authorization], or AuthorizerResultTtlInSeconds: 0."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  Staff:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref HttpApi
      Name: staff
      AuthorizerType: REQUEST
      AuthorizerUri: !ImportValue StaffAuthorizerUri
      AuthorizerPayloadFormatVersion: "2.0"
      AuthorizerResultTtlInSeconds: 300
"""
    good = bad + "      IdentitySource: [$request.header.Authorization]\n"

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for authorizer, given in api.authorizers_of("REQUEST"):
                for ttl in authorizer.values_when(given, "AuthorizerResultTtlInSeconds"):
                    if problem := _problem(authorizer, ttl):
                        yield Finding(ttl.path, f"AuthorizerResultTtlInSeconds '{shown(ttl.value)}': {problem}")


def _problem(authorizer: Resource, ttl: Value) -> str | None:
    if ttl.number is None:
        return None
    if problem := ttl_problem(ttl.number):
        return problem
    sources = authorizer.values_when(ttl.given, "IdentitySource")
    if ttl.number and any(source.value is ABSENT or source.value == [] for source in sources):
        return "needs an IdentitySource: answers are kept by what stands there"
    return None
