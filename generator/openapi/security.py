"""Security schemes: one for each authorizer, and one for IAM; operations name the one that they require.

https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from generator.openapi.api import Api, Resource
from generator.openapi.routes import IAM, Route
from generator.openapi.values import given, lowered, mapping, written
from generator.resource_types import AUTHORIZER
from generator.syntax import is_intrinsic

_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")  # https://spec.openapis.org/oas/v3.0.3#components-object
_SOURCE: Final = re.compile(r"\$request\.(header|querystring)\.(.+)")
_IN: Final = {"header": "header", "querystring": "query"}
_SEPARATOR: Final = ", "

# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
_IAM_SCHEME: Final = {
    "type": "apiKey",
    "description": "A signature of version 4 for execute-api, by whoever IAM allows to call the route",
    "name": "Authorization",
    "in": "header",
    "x-amazon-apigateway-authtype": "awsSigv4",
}


def names_of_schemes(api: Api) -> dict[str, str]:
    """Return the name of each authorizer's scheme by the authorizer's logical ID.

    API Gateway's import makes it the authorizer's name. A name that cannot stand there, or is not the only one of its
    kind, gives way to the logical ID.
    """
    names = {logical_id: each.get("Name") for logical_id, each in api.of_type(AUTHORIZER).items()}
    taken = [IAM, *names.values()]
    return {
        logical_id: name if _is_name(name) and taken.count(name) == 1 else logical_id
        for logical_id, name in names.items()
    }


def schemes(api: Api, routes: Iterable[Route]) -> dict[str, Any]:
    """Return a scheme per authorizer, in the template's order, and that of IAM if a route wants it."""
    names = names_of_schemes(api)
    found = {names[logical_id]: _scheme(each) for logical_id, each in api.of_type(AUTHORIZER).items()}
    return found | ({IAM: dict(_IAM_SCHEME)} if any(route.is_signed for route in routes) else {})


def requirement(route: Route, names: Mapping[str, str]) -> list[dict[str, list[str]]] | None:
    """Return what an operation requires, or None if it is open.

    A scope that only the deployment knows stands as `{Name}`, which no token has: whoever imports that refuses
    everybody, rather than let everybody in.
    """
    if route.is_signed:
        return [{IAM: []}]
    scopes = route.scopes if isinstance(route.scopes, list) else [route.scopes]
    return [{names[route.authorizer]: [*map(written, scopes)]}] if route.authorizer else None


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and bool(_NAME.fullmatch(name))


def _scheme(authorizer: Resource) -> dict[str, Any]:
    return _of_tokens(authorizer) if authorizer.get("AuthorizerType") == "JWT" else _of_function(authorizer)


def _of_tokens(authorizer: Resource) -> dict[str, Any]:
    """Return the scheme in the form of API Gateway's exports.

    AWS documents `openIdConnect`, too, but leaves it to API Gateway then to find the issuer: its URL cannot tell one
    that ends in a slash from one that does not. SAM has given it up (awsdocs/aws-sam-developer-guide#163).
    """
    configuration = authorizer.get("JwtConfiguration")
    issuer = "a token's issuer" if is_intrinsic(configuration) else written(mapping(configuration).get("Issuer"))
    return {
        "type": "oauth2",
        "description": f"A JSON Web Token of {issuer}, in {_places(_sent(authorizer))}",
        "flows": {},
        "x-amazon-apigateway-authorizer": {
            "type": "jwt",
            "jwtConfiguration": lowered(configuration),
            **given(identitySource=_identity_source(authorizer)),
        },
    }


def _of_function(authorizer: Resource) -> dict[str, Any]:
    get = authorizer.get
    return {
        "type": "apiKey",
        **_place(authorizer),
        "x-amazon-apigateway-authorizer": {
            "type": "request",
            **given(
                authorizerUri=get("AuthorizerUri"),
                authorizerCredentials=get("AuthorizerCredentialsArn"),
                authorizerPayloadFormatVersion=get("AuthorizerPayloadFormatVersion"),
                enableSimpleResponses=get("EnableSimpleResponses"),
                identitySource=_identity_source(authorizer),
                authorizerResultTtlInSeconds=get("AuthorizerResultTtlInSeconds"),
            ),
        },
    }


def _place(authorizer: Resource) -> dict[str, str]:
    """Return where a client puts what the function looks at; `Unused` if that is in several places, or not known.

    The name is what AWS documents for such cases; what counts for API Gateway is `identitySource`.
    """
    sent = _sent(authorizer)
    if len(sent) == 1:
        place, name = sent[0]
        return {"name": name, "in": place}
    return {"description": f"A function that looks at {_places(sent)}", "name": "Unused", "in": "header"}


def _sent(authorizer: Resource) -> list[tuple[str, str]]:
    """Return the headers and the parameters of the query among the identity sources: the rest no client sends."""
    sources = authorizer.get("IdentitySource")
    texts = [source for source in sources if isinstance(source, str)] if isinstance(sources, list) else []
    return [(_IN[match[1]], match[2]) for match in map(_SOURCE.fullmatch, texts) if match]


def _places(sent: list[tuple[str, str]]) -> str:
    """`the header x-key and the query's shop`"""
    shown = {"header": "the header {}", "query": "the query's {}"}
    return " and ".join(shown[place].format(name) for place, name in sent) or "the request"


def _identity_source(authorizer: Resource) -> Any:
    """Return the sources as "a comma-separated list of mapping expressions", joined at the deployment if need be."""
    sources = authorizer.get("IdentitySource")
    if isinstance(sources, list) and all(isinstance(source, str) for source in sources):
        return _SEPARATOR.join(sources)
    return {"Fn::Join": [_SEPARATOR, sources]} if isinstance(sources, list | dict) else sources
