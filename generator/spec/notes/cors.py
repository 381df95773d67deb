"""Notes on what browsers do that authors of APIs do not expect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.http_api import cors
from generator.spec import resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.notes import Notes


def preflights_reach_backends(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"""
    if spec.cors is None:
        return
    from generator.spec.preflight import added_preflights  # only with CORS

    for shadowed, keys in added_preflights(spec).items():
        yield Problem(
            ("routes", str(shadowed)),
            f"{' and '.join(map(str, keys))} {'is' if len(keys) == 1 else 'are'} added for the browsers' preflights, "
            "and open: the backend gets OPTIONS requests that no authorizer has seen, and must answer them with a 2xx",
        )


def browsers_have_no_certificates(spec: ApiSpec) -> Iterator[Problem]:
    """A preflight goes without credentials, and so without a client's certificate: the handshake fails.

    https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
    """
    for name, domain in spec.all_domains.items() if spec.cors else ():
        if domain.mutual_tls_authentication is not None:
            yield Problem(
                (*resolved.domain_path(name), "mutual_tls_authentication"),
                "browsers send no certificate with a preflight: pages of other origins cannot call through this domain",
            )


def headers_of_callers_are_allowed(spec: ApiSpec) -> Iterator[Problem]:
    """`*` never stands for `authorization`: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name"""
    headers = spec.cors.allow_headers if spec.cors else None
    if not isinstance(headers, list) or _literals(headers) != headers:
        return
    from generator.spec.preflight import headers_of_callers  # only with CORS

    path = ("cors", "allow_headers")
    if "*" in headers:
        if "authorization" not in headers:
            yield Problem(path, "* does not stand for authorization: name it too, if pages send it")
        return
    for header in cors.lacking_headers(headers_of_callers(spec), _literals(headers)):
        yield Problem(path, f"no page can send {header}, which an authorizer reads: add it")


def methods_of_routes_are_allowed(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"""
    methods = spec.cors.allow_methods if spec.cors else None
    if not isinstance(methods, list) or _literals(methods) != methods or "*" in methods:
        return
    lacking = cors.lacking_methods(spec.routes, _literals(methods))
    if lacking:
        yield Problem(
            ("cors", "allow_methods"), f"lacks {' and '.join(lacking)}, which routes have: add what pages use"
        )


def _literals(values: object) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


NOTES: Notes = (
    preflights_reach_backends,
    browsers_have_no_certificates,
    headers_of_callers_are_allowed,
    methods_of_routes_are_allowed,
)
