"""E9204: routes with an authorizer that does not fit, or without the one that they need."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from generator.http_api.routes import AUTHORIZER_TYPES, authorization_problem
from generator.resource_types import AUTHORIZER, SERVERLESS_FUNCTION
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, plain
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Facts, Value, shown

# Types of which Ref gives no authorizer's ID; a custom resource or another stack may well give one.
_NO_AUTHORIZERS: Final = (
    "AWS::ApiGateway::", "AWS::ApiGatewayV2::", "AWS::Cognito::", "AWS::Lambda::", SERVERLESS_FUNCTION,
)  # fmt: skip


class RouteAuthorizers(HttpApiRule):
    id = "E9204"
    shortdesc = "A route has the authorizer that its AuthorizationType needs"
    description = (
        "A route of the type JWT needs a JWT authorizer of its API, one of the type CUSTOM a REQUEST authorizer: else "
        "API Gateway answers `Invalid authorizer ID specified` (anomalyco/sst#4097, "
        "hashicorp/terraform-provider-aws#17497). NONE and AWS_IAM have none: an authorizer beside them is not asked, "
        "and with NONE, or without an AuthorizationType, everybody is let in."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html"
    tags = ["http-api", "routes", "authorizers"]
    fix = "Write AuthorizationType: JWT for a JWT authorizer, CUSTOM for a REQUEST authorizer, both with AuthorizerId."
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
      AuthorizerType: JWT
      IdentitySource: [$request.header.Authorization]
      JwtConfiguration:
        Issuer: https://auth.example.com
        Audience: [orders]
"""
    good = bad.replace("CUSTOM", "JWT")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for route in api.routes:
                pairs = product(route.values("AuthorizationType"), route.values("AuthorizerId"))
                for kind, authorizer in pairs:
                    if api.template.possible(kind.given | authorizer.given):
                        yield from _problems(api, route, kind, authorizer)


def _problems(api: HttpApi, route: Resource, kind: Value, authorizer: Value) -> Iterator[Finding]:
    known = kind.text
    if known is not None and (problem := authorization_problem(known)):
        yield Finding(kind.path, f"AuthorizationType '{known}': {problem}")
    elif authorizer.value is ABSENT:
        if wanted := AUTHORIZER_TYPES.get(known or ""):
            message = (
                f"AuthorizationType '{known}': needs an authorizer: write the AuthorizerId of a {wanted} authorizer"
            )
            yield Finding(kind.path, message)
    elif problem := _problem_of(api, route, authorizer, kind.given) or _misfit(api, route, kind, authorizer):
        yield Finding(authorizer.path, f"AuthorizerId '{shown(authorizer.value)}': {problem}")


def _problem_of(api: HttpApi, route: Resource, authorizer: Value, given: Facts) -> str | None:
    """Say what is wrong with an authorizer, whatever the route's type."""
    found = api.template.referred(plain(authorizer.value))
    if found is None:
        return None
    if found.type == AUTHORIZER:
        other = api.owner(found, route, authorizer.given | given)
        return f"is an authorizer of {other}, and this is a route of {api.name}" if other else None
    is_none = found.type.startswith(_NO_AUTHORIZERS)
    return f"is no authorizer, but {found.type}: name an AWS::ApiGatewayV2::Authorizer" if is_none else None


def _misfit(api: HttpApi, route: Resource, kind: Value, authorizer: Value) -> str | None:
    if kind.value is ABSENT or (kind.text in AUTHORIZER_TYPES and AUTHORIZER_TYPES[kind.text] is None):
        return _unasked(route, kind)
    wanted = AUTHORIZER_TYPES.get(kind.text or "")
    for found in _types(api, authorizer, kind.given) if wanted else ():
        fitting = next((each for each, needed in AUTHORIZER_TYPES.items() if needed == found), None)
        if fitting and found != wanted:
            return (
                f"is a {found} authorizer, and AuthorizationType '{kind.text}' needs a {wanted} one: "
                f"write AuthorizationType: {fitting}, or name another"
            )
    return None


def _unasked(route: Resource, kind: Value) -> str | None:
    """Say that an authorizer is not asked; if the type depends on a condition, it stands beside it on purpose."""
    if kind.given > route.given:
        return None
    if kind.value is ABSENT:
        return "is not asked without an AuthorizationType: write AuthorizationType: JWT, or CUSTOM if it is a function"
    return f"is not asked with AuthorizationType '{kind.text}': write JWT, or CUSTOM if it is a function, or remove it"


def _types(api: HttpApi, authorizer: Value, given: Facts) -> Iterator[str]:
    found = api.authorizer_of(authorizer)
    for kind in found.values("AuthorizerType") if found else ():
        if kind.text is not None and api.template.possible(kind.given | authorizer.given | given):
            yield kind.text
