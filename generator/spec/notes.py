"""What is worth knowing about a valid spec. `NOTES` is the table of contents.

A note never blocks: it says what a deployed API will do that its author may not expect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.http_api.route_keys import DEFAULT
from generator.spec import addresses, resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


def notes(spec: ApiSpec) -> Iterator[Problem]:
    """Yield what is worth knowing; each with where it stands."""
    for note in NOTES:
        yield from note(spec)


def default_authorizer_is_for_no_route(spec: ApiSpec) -> Iterator[Problem]:
    default = spec.default_authorizer
    if default is not None and all(route.authorizer is not None for route in spec.routes.values()):
        yield Problem(("default_authorizer",), f"no route leaves its authorizer to it: {default} is for none so far")


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


def wildcards_are_taken_to_the_letter(spec: ApiSpec) -> Iterator[Problem]:
    """https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"""
    if spec.cors is None or spec.cors.allow_credentials in (None, False):
        return
    for field in ("allow_methods", "allow_headers", "expose_headers"):
        if "*" in _literals(getattr(spec.cors, field)):
            yield Problem(("cors", field), "browsers take * to the letter when credentials are allowed: list each")


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
    for header in headers_of_callers(spec):
        # Which of a signature's other headers are sent is up to whoever signs.
        if header not in headers and not header.startswith("x-amz-"):
            yield Problem(path, f"no page can send {header}, which an authorizer reads: add it")


def methods_of_routes_are_allowed(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"""
    methods = spec.cors.allow_methods if spec.cors else None
    if not isinstance(methods, list) or _literals(methods) != methods or "*" in methods:
        return
    of_routes = dict.fromkeys(key.method for key in spec.routes if key.method not in (None, "ANY", "OPTIONS"))
    lacking = [method for method in of_routes if method and method not in methods]
    if lacking:
        yield Problem(
            ("cors", "allow_methods"), f"lacks {' and '.join(lacking)}, which routes have: add what pages use"
        )


def _literals(values: object) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def unreachable_stages(spec: ApiSpec) -> Iterator[Problem]:
    """A stage that is mapped by no domain has no URL once the default endpoint is disabled."""
    for logical_id, stage in spec.all_stages.items():
        if addresses.addresses(spec, logical_id) is None:
            yield Problem(
                resolved.stage_path(spec, stage),
                f"where the default endpoint is disabled, no URL leads here: map a domain with stage: {stage.name}, "
                "or say disable_execute_api_endpoint: false",
            )


def stage_names_stand_in_paths(spec: ApiSpec) -> Iterator[Problem]:
    """https://github.com/aws-powertools/powertools-lambda-python/issues/621"""
    path = _path_of_a_function(spec)
    if path is None or addresses.endpoint_disabled(spec) is True:
        return
    for stage in spec.all_stages.values():
        if stage.name != DEFAULT:
            place = resolved.stage_path(spec, stage)
            yield Problem(
                (*place, "name") if place == ("stage",) else place, _in_front("the stage's name", stage.name, path)
            )


def base_paths_stand_in_paths(spec: ApiSpec) -> Iterator[Problem]:
    """https://github.com/aws-powertools/powertools-lambda-python/pull/579"""
    path = _path_of_a_function(spec)
    for name, domain in spec.all_domains.items() if path else ():
        if domain.base_path is not None:
            known = domain.base_path if isinstance(domain.base_path, str) else "…"
            yield Problem((*resolved.domain_path(name), "base_path"), _in_front("the base path", known, path or ""))


def domains_are_as_they_seem(spec: ApiSpec) -> Iterator[Problem]:
    if len(spec.all_domains) > 1:
        from generator.spec import notes_on_domains  # only with several

        yield from notes_on_domains.notes(spec)


def mappings_are_as_they_seem(spec: ApiSpec) -> Iterator[Problem]:
    if any(not each.is_function or each.options for each in spec.all_integrations.values()):
        from generator.spec import notes_on_mappings  # only where more than a function answers

        yield from notes_on_mappings.notes(spec)


def _path_of_a_function(spec: ApiSpec) -> str | None:
    """Return the path of a route that leads to a function with payload 2.0, or None if no route does."""
    for key, route in spec.all_routes.items():
        integration = spec.all_integrations[route.integration]
        if integration.is_function and integration.payload_format_version != "1.0":
            return "/…" if key.method is None else key.path
    return None


def _in_front(what: str, name: str, path: str) -> str:
    return (
        f"{what} stands in front of the path that functions see: rawPath is /{name}{path}, not {path}; "
        f"match on routeKey, or take /{name} off first"
    )


NOTES: tuple[Callable[[ApiSpec], Iterator[Problem]], ...] = (
    default_authorizer_is_for_no_route,
    preflights_reach_backends,
    browsers_have_no_certificates,
    wildcards_are_taken_to_the_letter,
    headers_of_callers_are_allowed,
    methods_of_routes_are_allowed,
    unreachable_stages,
    domains_are_as_they_seem,
    mappings_are_as_they_seem,
    stage_names_stand_in_paths,
    base_paths_stand_in_paths,
)
