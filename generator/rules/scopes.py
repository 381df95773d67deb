"""E9206: scopes on routes that do not read them, or that API Gateway refuses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api import quotas
from generator.http_api.routes import AUTHORIZER_TYPES, scope_problem
from generator.rules.rule import Finding, HttpApiRule, problems
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Value


class Scopes(HttpApiRule):
    id = "E9206"
    shortdesc = "Scopes stand on routes with a JWT authorizer, at most 10 of them"
    description = (
        "Scopes are read from a JSON Web Token: API Gateway answers `Authorization Scopes are only valid for "
        "COGNITO_USER_POOLS and JWT authorization types` (aws/aws-cdk#27576). A route has at most 10."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html"
    tags = ["http-api", "routes", "authorizers"]
    fix = "Write AuthorizationType: JWT and the AuthorizerId of a JWT authorizer, or remove AuthorizationScopes."
    bad = """\
Resources:
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: AWS_IAM
      AuthorizationScopes: [orders/read]
"""
    good = bad.replace("AWS_IAM", "JWT\n      AuthorizerId: !ImportValue StaffAuthorizer")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for route in api.routes:
                for scopes in route.values("AuthorizationScopes"):
                    yield from _misplaced(route, scopes)
                    yield from _too_many(scopes, len(route.template.certain_items(scopes)))
            yield from problems(api.routes, "AuthorizationScopes", problem=scope_problem)


def _misplaced(route: Resource, scopes: Value) -> Iterator[Finding]:
    """Yield the scopes of a route that reads none; what depends on a condition may be so on purpose elsewhere."""
    if not route.template.certain_items(scopes):
        return
    for kind in route.values("AuthorizationType"):
        reads_none = kind.value is ABSENT or (kind.text in AUTHORIZER_TYPES and kind.text != "JWT")
        if reads_none and route.template.possible(kind.given | scopes.given):
            has = f"has AuthorizationType '{kind.text}'" if kind.text else "has no AuthorizationType"
            message = (
                f"AuthorizationScopes are read from a JSON Web Token, but this route {has}: write JWT, or remove them"
            )
            yield Finding(scopes.path, message)


def _too_many(scopes: Value, count: int) -> Iterator[Finding]:
    if count > quotas.SCOPES:
        message = f"AuthorizationScopes: {count} scopes, but a route has at most {quotas.SCOPES}"
        yield Finding(scopes.path, f"{message}: let tokens carry a broader one")
