"""Mistakes in authorizers, of JSON Web Tokens and of functions."""

from __future__ import annotations

from typing import Any, Final

from tests.rules.mutations.edits import (
    AUTHORIZER,
    ROUTE,
    Mutation,
    Resource,
    Template,
    add_copy,
    both,
    changing,
    each,
    having,
    ids,
    lacking,
    setting,
    value,
    without,
)

_JWT = having("AuthorizerType", is_="JWT")
_LAMBDA = having("AuthorizerType", is_="REQUEST")
_ISSUER = having("JwtConfiguration", "Issuer", a=str)
_SIMPLE = both(_LAMBDA, having("EnableSimpleResponses", is_=True))


def _well_known(issuer: str) -> str:
    return issuer.rstrip("/") + "/.well-known/openid-configuration"


def _function(uri: str) -> dict[str, Any]:
    """`arn:…/functions/${TheFunction.Arn}/invocations` -> the ARN of the function by itself"""
    return {"Fn::Sub": uri.partition("/functions/")[2].removesuffix("/invocations")}


def _namesake(authorizer: Resource, template: Template) -> None:
    add_copy(template, "NamesakeAuthorizer", authorizer)


def _serves_several_routes(authorizer: Resource, template: Template) -> bool:
    own = next(logical_id for logical_id, other in template["Resources"].items() if other is authorizer)
    routes = [template["Resources"][logical_id] for logical_id in ids(template, ROUTE)]
    return [value(route, "AuthorizerId") for route in routes].count({"Ref": own}) > 1


def _is_cached(authorizer: Resource, template: Template) -> bool:
    return value(authorizer, "AuthorizerResultTtlInSeconds") not in (None, 0)


MUTATIONS: Final = (
    Mutation("an issuer with plain http", "E9301",
             each(AUTHORIZER, changing("JwtConfiguration", "Issuer", by=lambda issuer: issuer.replace("s:", ":", 1)),
                  where=both(_JWT, _ISSUER))),
    Mutation("an issuer without a scheme", "E9301",
             each(AUTHORIZER, changing("JwtConfiguration", "Issuer", by=lambda issuer: issuer.partition("//")[2]),
                  where=both(_JWT, _ISSUER))),
    Mutation("the document of an issuer", "E9301",
             each(AUTHORIZER, changing("JwtConfiguration", "Issuer", by=_well_known), where=both(_JWT, _ISSUER))),
    Mutation("the document of an issuer by Sub", "E9301",
             each(AUTHORIZER, changing("JwtConfiguration", "Issuer", "Fn::Sub", by=_well_known),
                  where=both(_JWT, having("JwtConfiguration", "Issuer", "Fn::Sub", a=str)))),
    Mutation("no issuer", "E9301", each(AUTHORIZER, without("JwtConfiguration", "Issuer"), where=_JWT)),
    Mutation("no audience", "E9301", each(AUTHORIZER, without("JwtConfiguration", "Audience"), where=_JWT)),
    Mutation("an empty audience", "E9301",
             each(AUTHORIZER, setting("JwtConfiguration", "Audience", to=[]), where=_JWT)),
    Mutation("51 audiences", "E9103",
             each(AUTHORIZER, setting("JwtConfiguration", "Audience", to=[f"client-{n}" for n in range(51)]),
                  where=_JWT)),
    Mutation("a JWT authorizer without its configuration", "E9301",
             each(AUTHORIZER, without("JwtConfiguration"), where=_JWT)),
    Mutation("two places of a token", "E9301",
             each(AUTHORIZER, setting("IdentitySource", to=["$request.header.Authorization", "$request.querystring.t"]),
                  where=_JWT)),
    Mutation("no place of a token", "E9301", each(AUTHORIZER, without("IdentitySource"), where=_JWT)),
    Mutation("the place of a token as REST APIs have it", "E9301",
             each(AUTHORIZER, setting("IdentitySource", to=["method.request.header.Authorization"]), where=_JWT)),
    Mutation("a token in the context", "E9301",
             each(AUTHORIZER, setting("IdentitySource", to=["$context.routeKey"]), where=_JWT)),
    Mutation("a Lambda authorizer without a function", "E9302",
             each(AUTHORIZER, without("AuthorizerUri"), where=_LAMBDA)),
    Mutation("a Lambda authorizer without a payload version", "E9302",
             each(AUTHORIZER, without("AuthorizerPayloadFormatVersion"), where=_LAMBDA)),
    Mutation("a Lambda authorizer with payload 3.0", "E9302",
             each(AUTHORIZER, setting("AuthorizerPayloadFormatVersion", to="3.0"), where=_LAMBDA)),
    Mutation("an authorizer's type of REST APIs", "E9309", each(AUTHORIZER, setting("AuthorizerType", to="TOKEN"))),
    Mutation("the ARN of an authorizer's function by itself", "E9303",
             each(AUTHORIZER, changing("AuthorizerUri", by=lambda uri: _function(uri["Fn::Sub"])),
                  where=having("AuthorizerUri", "Fn::Sub", a=str))),
    Mutation("the URI of an authorizer without /invocations", "E9303",
             each(AUTHORIZER,
                  changing("AuthorizerUri", "Fn::Sub", by=lambda uri: uri.removesuffix("/invocations")),
                  where=having("AuthorizerUri", "Fn::Sub", a=str))),
    Mutation("the URI of an authorizer with another date", "E9303",
             each(AUTHORIZER, changing("AuthorizerUri", "Fn::Sub", by=lambda uri: uri.replace("-03-31", "-03-32")),
                  where=having("AuthorizerUri", "Fn::Sub", a=str))),
    Mutation("decisions cached for longer than an hour", "E9304",
             each(AUTHORIZER, setting("AuthorizerResultTtlInSeconds", to=3601),
                  where=both(_LAMBDA, having("IdentitySource")))),
    Mutation("decisions cached for less than no time", "E9304",
             each(AUTHORIZER, setting("AuthorizerResultTtlInSeconds", to=-1), where=_LAMBDA)),
    Mutation("decisions cached without an identity source", "E9304",
             each(AUTHORIZER, setting("AuthorizerResultTtlInSeconds", to=60),
                  where=both(_LAMBDA, lacking("IdentitySource")))),
    Mutation("no identity source of cached decisions", "E9304",
             each(AUTHORIZER, without("IdentitySource"), where=both(_LAMBDA, _is_cached, having("IdentitySource")))),
    Mutation("simple responses with payload 1.0", "E9302",
             each(AUTHORIZER, setting("AuthorizerPayloadFormatVersion", to="1.0"), where=_SIMPLE)),
    Mutation("simple responses cached for every route", "W9305",
             each(AUTHORIZER, setting("IdentitySource", to=["$request.header.x-key"]),
                  setting("AuthorizerResultTtlInSeconds", to=300), where=both(_SIMPLE, _serves_several_routes))),
    Mutation("two authorizers of one name", "E9307", each(AUTHORIZER, _namesake, where=having("Name", a=str))),
    Mutation("an identity source as REST APIs have it", "E9306",
             each(AUTHORIZER, setting("IdentitySource", to=["method.request.header.Authorization"]), where=_LAMBDA)),
    Mutation("a payload version of a JWT authorizer", "W9310",
             each(AUTHORIZER, setting("AuthorizerPayloadFormatVersion", to="2.0"), where=_JWT)),
    Mutation("an issuer of Auth0 without its slash", "W9311",
             each(AUTHORIZER, setting("JwtConfiguration", "Issuer", to="https://shop.eu.auth0.com"), where=_JWT)),
)  # fmt: skip
