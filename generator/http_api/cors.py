"""CORS of HTTP APIs: which origins, methods and headers API Gateway takes, and as a browser will send them.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generator.http_api import route_keys

# IntegerWithLengthBetweenMinus1And86400 of botocore's apigatewayv2; -1 forbids caching.
# https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html#apis-apiid-model-cors
MAX_AGE: Final = (-1, 86_400)  # seconds

ANY: Final = "*"
ANY_ORIGINS: Final = (ANY, "https://*", "http://*")
METHODS: Final = tuple(method for method in route_keys.METHODS if method != "ANY")
# What pages may use if nothing is said: https://fetch.spec.whatwg.org/#cors-safelisted-method
SAFELISTED_METHODS: Final = ("GET", "HEAD", "POST")

_DEFAULT_PORTS = {"https": "443", "http": "80"}
# Looser than DNS: browsers take an underscore in a host.
_AUTHORITY = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*(:(?P<port>[1-9][0-9]{0,4}))?")
# A token: https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.2
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


def methods_of(keys: Iterable[route_keys.RouteKey]) -> list[str]:
    """Return the methods by which routes can be reached, in the order of METHODS; `ANY` and `$default` take all.

    They are written out, because browsers take `*` to the letter when credentials are allowed.
    """
    taken = {key.method or "ANY" for key in keys}
    return [method for method in METHODS if "ANY" in taken or method in taken]


def lacking_methods(keys: Iterable[route_keys.RouteKey], allowed: Iterable[str]) -> list[str]:
    """Return the methods of routes that pages may not use; what `ANY` and `$default` are meant for is not known."""
    of_routes = dict.fromkeys(key.method for key in keys if key.method not in (None, "ANY", "OPTIONS"))
    may = set(allowed)
    return [method for method in of_routes if method and not may & {method, ANY}]


def lacking_headers(read: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """Return the headers, in lower case, that authorizers read and pages may not send.

    `*` never stands for `authorization`: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name. Which
    of a signature's other headers are sent is up to whoever signs.
    """
    may = {header.lower() for header in allowed}
    asked = [header for header in dict.fromkeys(read) if not header.startswith("x-amz-")]
    return [header for header in asked if header not in may and (header == "authorization" or ANY not in may)]


_ONE_EACH: Final = "must be a single one: write each as an entry of its own"


def origin_problem(text: str) -> str | None:
    """Say what is wrong with an allowed origin.

    API Gateway compares an origin with the request's `Origin` header. Browsers write that one in lower case, without
    a default port, a path or a last slash (https://www.rfc-editor.org/rfc/rfc6454#section-6.2): anything else would be
    stored, and match nobody.

    Only http and https are taken. `capacitor://localhost` and `chrome-extension://…` are undocumented, and their
    deployment fails with 400 `Invalid format for origin`, as those who tried have written; only `*` admits them.
    A wildcard is documented for a whole scheme only; `https://*.example.com` fails too
    (https://arpadt.com/articles/dynamic-origin-http-api).
    """
    if text in ANY_ORIGINS:
        return None
    if "," in text:
        return _ONE_EACH
    scheme, separator, rest = text.partition("://")
    if not separator:
        example = _origin_in(f"https://{text}" if "." in text else "")
        return f"must be *, https://*, http://*, or begin with https:// or http://: write {example}"
    if scheme.lower() not in _DEFAULT_PORTS:
        return "must begin with https:// or http://: API Gateway refuses other schemes, and only * admits their pages"
    authority, slash, _ = rest.partition("/")
    if "*" in authority:
        return "must not have * for a part of a host: list each origin, or write https://* for every host"
    if slash:
        return f"must end after the host or its port, without a path or a slash: write {_origin_in(text)}"
    if text != text.lower():
        return f"must be in lower case, as browsers send it: write {text.lower()}"
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        return "must be a scheme, a host and maybe a port, nothing else: write https://example.com:8443"
    if match["port"] == _DEFAULT_PORTS[scheme]:
        return f"must not have port {match['port']}, which browsers leave out: write {text.rpartition(':')[0]}"
    if match["port"] is not None and int(match["port"]) > 65_535:
        return "must have a port from 1 to 65535"
    return None


def _origin_in(text: str) -> str:
    """`https://Shop.example.com/app` -> `https://shop.example.com`; an example if it holds no origin."""
    scheme, _, rest = text.lower().partition("://")
    origin = f"{scheme}://{rest.partition('/')[0]}"
    return origin if origin_problem(origin) is None else "https://example.com"


def method_problem(text: str) -> str | None:
    """Say what is wrong with an allowed method. `*` stands for all, unless credentials are allowed.

    https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
    """
    if text == ANY or text in METHODS:
        return None
    if "," in text:
        return _ONE_EACH
    if text.upper() in METHODS:
        return f"must be in upper case: write {text.upper()}"
    hint = ": write * for every method" if text.upper() == "ANY" else ""
    return f"must be * or one of {', '.join(METHODS)}{hint}"


def header_problem(text: str) -> str | None:
    """Say what is wrong with the name of an allowed or exposed header, or with its case."""
    return header_name_problem(text) or header_case_problem(text)


def header_name_problem(text: str) -> str | None:
    """Say why no header has this name.

    `*` stands for all, unless credentials are allowed, and never for `authorization`, which must be named beside it
    (https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
    """
    if text == ANY:
        return None
    if "," in text:
        return _ONE_EACH
    if not _HEADER.fullmatch(text):
        return "must be * or the name of one header, without blanks or a colon: write x-request-id"
    if "*" in text:
        return "must not have * for a part of a name: list each header, or write * for all"
    return None


def header_case_problem(text: str) -> str | None:
    """Say that API Gateway stores another text: others look like drift for ever (go-to-k/cdk-real-drift#257)."""
    return None if text == text.lower() else f"must be in lower case, as API Gateway stores it: write {text.lower()}"


def admits_credentials(origin: str) -> bool:
    """Say whether an allowed origin can stand beside allowed credentials.

    API Gateway answers `allow-credentials is not supported if 'allow-origin' is *` (aws/aws-cdk#9076).
    """
    return origin != ANY


def wildcard_problem(text: str) -> str | None:
    """Say what is wrong with an allowed method, or an allowed or exposed header, where credentials are allowed.

    https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
    """
    return "browsers take * to the letter when credentials are allowed: list each" if text == ANY else None
