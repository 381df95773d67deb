"""I9407: methods and headers that routes take, and pages may not send."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.authorizers import SIGNATURE_HEADERS, header_of
from generator.http_api.cors import SAFELISTED_METHODS, lacking_headers, lacking_methods
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, Route
from generator.template_model.resource import Resource
from generator.template_model.values import Path, Value


class CorsOfRoutes(HttpApiRule):
    id = "I9407"
    shortdesc = "Pages may send the methods of routes, and the headers that authorizers read"
    description = (
        "With CORS, browsers let pages send what AllowMethods and AllowHeaders name. Where they name nothing, that is "
        "GET, HEAD and POST, and no token; and * does not stand for the header authorization."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"
    tags = ["http-api", "cors"]
    fix = "Add the methods and headers that pages send; what only other clients send can be left out."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      CorsConfiguration:
        AllowOrigins: [https://shop.example.com]
        AllowMethods: [GET]
  DeleteOrder:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: DELETE /orders/{id}
      AuthorizationType: NONE
"""
    good = bad.replace("[GET]", "[GET, DELETE]")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for cors in api.cors:
                for settings in cors.values("CorsConfiguration"):
                    if any(name == "AllowOrigins" for name, _ in cors.template.entries(settings)):
                        yield from _methods(api, cors, settings)
                        yield from _headers(api, cors, settings)


def _methods(api: HttpApi, cors: Resource, settings: Value) -> Iterator[Finding]:
    allowed = _allowed(cors, settings, "AllowMethods")
    keys = [route.key for route in _together(api, settings) if route.key]
    if allowed and (lacking := lacking_methods(keys, allowed[1] or SAFELISTED_METHODS)):
        yield Finding(allowed[0], f"AllowMethods lacks {_and(lacking)}, which routes have: add what pages use")


def _headers(api: HttpApi, cors: Resource, settings: Value) -> Iterator[Finding]:
    """Yield a list without any header that an authorizer reads; those of some authorizers may not be for pages."""
    allowed = _allowed(cors, settings, "AllowHeaders")
    read = [header for route in _together(api, settings) for header in _read(api, route)] if allowed else []
    if allowed and (lacking := lacking_headers(read, allowed[1])) and lacking == lacking_headers(read, ()):
        yield Finding(allowed[0], f"AllowHeaders lacks {_and(lacking)}, which authorizers read: add what pages send")


def _allowed(cors: Resource, settings: Value, field: str) -> tuple[Path, list[str]] | None:
    """Return where the allowed ones stand, and which they are; None if that is not known."""
    lists = [value for name, value in cors.template.entries(settings) if name == field]
    items = [item for value in lists for item in cors.template.items(value)]
    if any(not isinstance(value.value, list) for value in lists) or any(item.text is None for item in items):
        return None
    return lists[0].path if lists else settings.path, [item.text for item in items if item.text]


def _together(api: HttpApi, settings: Value) -> Iterator[Route]:
    """Yield the routes that can be there while these settings hold."""
    yield from (route for route in api.keyed_routes if api.template.possible(route.given | settings.given))


def _read(api: HttpApi, route: Route) -> Iterator[str]:
    """Yield the headers by which a route knows who calls."""
    kinds = {value.text for value in route.resource.values("AuthorizationType")}
    if "AWS_IAM" in kinds:
        yield from SIGNATURE_HEADERS
    for identifier in route.resource.values("AuthorizerId") if kinds & {"JWT", "CUSTOM"} else ():
        authorizer = api.authorizer_of(identifier)
        for source in authorizer.items("IdentitySource") if authorizer else ():
            if header := header_of(source.text or ""):
                yield header


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
