"""W9405: preflights that an authorizer refuses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.preflights import OPTIONS, lacking
from generator.http_api.route_keys import RouteKey
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, Route
from generator.template_model.values import Facts, Value


class Preflights(HttpApiRule):
    id = "W9405"
    shortdesc = "With CORS, what takes OPTIONS has no authorizer"
    description = (
        "API Gateway answers the preflights of browsers by itself, unless a route takes them: $default, ANY or OPTIONS "
        "with an authorizer refuses them with 401, because they come without credentials, and pages cannot call."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"
    tags = ["http-api", "cors"]
    fix = "Add a route for OPTIONS on the same path, or OPTIONS /{proxy+} for $default, with AuthorizationType NONE."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      CorsConfiguration:
        AllowOrigins: [https://shop.example.com]
        AllowHeaders: [authorization]
  Orders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: ANY /orders
      AuthorizationType: AWS_IAM
"""
    good = (
        bad
        + """\
  OrdersPreflight:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: OPTIONS /orders
      AuthorizationType: NONE
"""
    )

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for given in dict.fromkeys(_allowed(api)) if api.is_whole else ():
                yield from _in_front(api, given)
                yield from _of_options(api, given)


def _allowed(api: HttpApi) -> Iterator[Facts]:
    """Yield when pages of other origins may call."""
    for cors in api.cors:
        for settings in cors.values("CorsConfiguration"):
            yield from (value.given for name, value in api.template.entries(settings) if name == "AllowOrigins")


def _in_front(api: HttpApi, given: Facts) -> Iterator[Finding]:
    """Yield the routes in front of which an open one lacks.

    `OPTIONS /` alone is not asked for in front of `$default`: AWS's own way out, `OPTIONS /{proxy+}`, has none.
    """
    routes: dict[RouteKey, list[Route]] = {}
    for route in api.keyed_routes:
        if route.key and api.template.possible(route.given | given):
            routes.setdefault(route.key, []).append(route)
    closed = {key: [each for each in found if any(_refusing(api, each, given))] for key, found in routes.items()}
    needed: dict[RouteKey, list[RouteKey]] = {}
    for preflight, key in lacking({key: not found for key, found in closed.items()}).items():
        needed.setdefault(key, []).append(preflight)
    for key, preflights in needed.items():
        if key.method or preflights[0].segments:
            message = f"RouteKey '{key}': {_REFUSES}: add an open route {' and '.join(map(str, preflights))}"
            yield Finding(closed[key][0].written.path, message)


def _of_options(api: HttpApi, given: Facts) -> Iterator[Finding]:
    for route in api.keyed_routes:
        for value in _refusing(api, route, given) if route.key and route.key.method == OPTIONS else ():
            yield Finding(value.path, f"RouteKey '{route.key}': {_REFUSES}: set AuthorizationType to NONE")


_REFUSES = "its authorizer refuses the browsers' preflights, which come without credentials"


def _refusing(api: HttpApi, route: Route, given: Facts) -> Iterator[Value]:
    """Yield the types of authorization by which a route refuses who comes without credentials.

    A function without an identity source is asked itself, and may let them through.
    """
    for value in route.resource.values("AuthorizationType"):
        is_closed = value.text not in (None, "NONE")
        if is_closed and api.template.possible(value.given | route.given | given) and not _asks(api, route):
            yield value


def _asks(api: HttpApi, route: Route) -> bool:
    authorizers = [api.authorizer_of(identifier) for identifier in route.resource.values("AuthorizerId")]
    return any(
        each.value("AuthorizerType") == "REQUEST" and not each.has("IdentitySource") for each in authorizers if each
    )
