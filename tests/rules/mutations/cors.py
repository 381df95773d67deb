"""Mistakes in CORS, and in the routes of preflights."""

from __future__ import annotations

from typing import Any, Final

from tests.rules.mutations.edits import (
    API,
    AUTHORIZER,
    ROUTE,
    Edit,
    Mutation,
    Resource,
    Template,
    both,
    each,
    each_left_out,
    having,
    ids,
    setting,
    value,
)

_CORS = having("CorsConfiguration", "AllowOrigins")
_ORIGINS = ["https://shop.example.com"]


def _cors(**values: Any) -> Edit:
    def edit(api: Resource, template: Template) -> None:
        api["Properties"]["CorsConfiguration"] |= values

    return edit


def _is_preflight(route: Resource, template: Template) -> bool:
    """Say whether a route answers the preflights of another one, which asks for authorization and takes all methods."""
    key = value(route, "RouteKey")
    guarded = [
        value(template["Resources"][each_id], "RouteKey")
        for each_id in ids(template, ROUTE)
        if value(template["Resources"][each_id], "AuthorizationType") not in (None, "NONE")
    ]
    has_cors = any(_CORS(template["Resources"][each_id], template) for each_id in ids(template, API))
    shadowed = {"ANY " + str(key).partition(" ")[2], "$default"}
    return has_cors and str(key).startswith("OPTIONS ") and bool(shadowed & set(map(str, guarded)))


def _is_of_the_root(route: Resource, template: Template) -> bool:
    return str(value(route, "RouteKey")) == "OPTIONS /"


def _is_below_the_root(route: Resource, template: Template) -> bool:
    return not _is_of_the_root(route, template)


def _has_an_authorizer(route: Resource, template: Template) -> bool:
    return bool(ids(template, AUTHORIZER))


MUTATIONS: Final = (
    Mutation("credentials for every origin", "E9401",
             each(API, _cors(AllowCredentials=True, AllowOrigins=["*"]), where=_CORS)),
    Mutation("credentials with every header", "W9402",
             each(API, _cors(AllowCredentials=True, AllowHeaders=["*"], AllowOrigins=_ORIGINS), where=_CORS)),
    Mutation("credentials with every method", "W9402",
             each(API, _cors(AllowCredentials=True, AllowMethods=["*"], AllowOrigins=_ORIGINS), where=_CORS)),
    Mutation("an origin with a path", "W9403",
             each(API, _cors(AllowOrigins=["https://shop.example.com/app"]), where=_CORS)),
    Mutation("an origin with a slash at the end", "W9403",
             each(API, _cors(AllowOrigins=["https://shop.example.com/"]), where=_CORS)),
    Mutation("an origin without a scheme", "W9403", each(API, _cors(AllowOrigins=["shop.example.com"]), where=_CORS)),
    Mutation("a star in an origin's host", "W9403",
             each(API, _cors(AllowOrigins=["https://*.example.com"]), where=_CORS)),
    Mutation("an origin's scheme that is not http", "W9403",
             each(API, _cors(AllowOrigins=["capacitor://localhost"]), where=_CORS)),
    Mutation("an allowed method that is none", "W9403", each(API, _cors(AllowMethods=["GET", "FETCH"]), where=_CORS)),
    Mutation("an allowed method in lower case", "W9403", each(API, _cors(AllowMethods=["get"]), where=_CORS)),
    Mutation("preflights cached for more than a day", "E9406", each(API, _cors(MaxAge=86_401), where=_CORS)),
    Mutation("preflights cached for less than never", "E9406", each(API, _cors(MaxAge=-2), where=_CORS)),
    Mutation("an allowed header in upper case", "I9404", each(API, _cors(AllowHeaders=["X-Partner-Key"]), where=_CORS)),
    Mutation("no route for preflights", "W9405",
             each_left_out(ROUTE, where=both(_is_preflight, _is_below_the_root))),
    Mutation("no route for preflights of the root", "",
             each_left_out(ROUTE, where=both(_is_preflight, _is_of_the_root))),
    Mutation("a route for preflights that asks for IAM", "W9405",
             each(ROUTE, setting("AuthorizationType", to="AWS_IAM"), where=both(_is_preflight, _has_an_authorizer))),
)  # fmt: skip
