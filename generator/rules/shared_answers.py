"""W9305: Lambda authorizers whose answer for one route counts on all."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.authorizers import ROUTE_KEY_SOURCE
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import Facts, Value, shown


class SharedAnswers(HttpApiRule):
    id = "W9305"
    shortdesc = "Simple answers that are kept count for their own route only"
    description = (
        "An answer that is kept counts on every route that has the authorizer: who was let in to one is let in to "
        "all, if the answer is a simple true. A policy can name the routes that it is for."
    )
    source_url = (
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html"
        "#http-api-lambda-authorizer.caching"
    )
    tags = ["http-api", "authorizers", "security"]
    fix = "Add $context.routeKey to IdentitySource, or write AuthorizerResultTtlInSeconds: 0, or answer with a policy."
    bad = """\
Resources:
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: CUSTOM
      AuthorizerId: !Ref Staff
  Staff:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref HttpApi
      Name: staff
      AuthorizerType: REQUEST
      AuthorizerUri: !ImportValue StaffAuthorizerUri
      AuthorizerPayloadFormatVersion: "2.0"
      EnableSimpleResponses: true
      AuthorizerResultTtlInSeconds: 300
      IdentitySource: [$request.header.Authorization]
"""
    good = bad.replace("Authorization]", "Authorization, $context.routeKey]")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for authorizer, given in api.authorizers_of("REQUEST"):
                if not api.is_whole or len(api.routes_with(authorizer)) > 1:
                    yield from _shared(authorizer, given)


def _shared(authorizer: Resource, given: Facts) -> Iterator[Finding]:
    for simple in authorizer.values_when(given, "EnableSimpleResponses"):
        for ttl in authorizer.values_when(simple.given, "AuthorizerResultTtlInSeconds"):
            if simple.truth and ttl.number and _is_kept_for_all(authorizer, ttl):
                message = (
                    f"AuthorizerResultTtlInSeconds '{shown(ttl.value)}': lets a caller who was let in to one route "
                    f"into all that have this authorizer: add {ROUTE_KEY_SOURCE} to IdentitySource"
                )
                yield Finding(ttl.path, message)


def _is_kept_for_all(authorizer: Resource, ttl: Value) -> bool:
    """Say whether all identity sources are known, at least one, and none is the route."""
    for sources in authorizer.values_when(ttl.given, "IdentitySource"):
        known = [source.text for source in authorizer.template.items(sources)]
        if known and None not in known and ROUTE_KEY_SOURCE not in known:
            return True
    return False
