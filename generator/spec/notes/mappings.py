"""Notes on what is passed on to backends: paths, and values of mappings and services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem, SpecPath
from generator.http_api import access_logs, parameter_mapping, urls
from generator.http_api.route_keys import RouteKey
from generator.spec import resolved
from generator.spec.mapped import of_requests, of_responses, texts

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.integrations import IntegrationSpec
    from generator.spec.notes import Notes


def greedy_paths_are_passed_on(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html"""
    for path, integration, routes in resolved.written_integrations(spec):
        found = next(((key, name) for key in routes if (name := _dropped(key, integration))), None)
        if found and "overwrite:path" not in integration.request_parameters:
            key, name = found
            message = f"the URL drops what {{{name}+}} of '{key}' caught: add {{{name}}} to it"
            yield Problem((*path, "http", "url"), message)


def _dropped(key: RouteKey, integration: IntegrationSpec) -> str | None:
    """Return the route's greedy variable if its value is known to be passed on nowhere."""
    greedy = key.segments[-1] if key.segments and key.segments[-1].greedy else None
    known = [text for text in texts(integration.http.url) if text.startswith("http")] if integration.http else []
    passed_on = {name for text in known for name in urls.path_variables(text)}
    for _, value in of_requests(integration):
        passed_on |= {name for text in texts(value) for name in parameter_mapping.request_path_variables(text)}
    return greedy.variable if greedy and known and greedy.variable not in passed_on else None


def texts_have_no_quotes(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html"""
    for path, integration, _ in resolved.written_integrations(spec):
        for field, text in _mapped_in(integration):
            if bare := parameter_mapping.quoted(text):
                message = f"HTTP APIs take a text without quotes, unlike REST APIs: write {bare}"
                yield Problem((*path, *field), message)


def authorizers_say_what_is_mapped(spec: ApiSpec) -> Iterator[Problem]:
    """Claims are of JSON Web Tokens, other properties are what a function returned.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
    """
    for path, integration, routes in resolved.written_integrations(spec):
        for field, text in _mapped_in(integration):
            missing = (_missing(text, key, spec) for key in routes)
            if message := next(filter(None, missing), None):
                yield Problem((*path, *field), message)


def _missing(text: str, key: RouteKey, spec: ApiSpec) -> str | None:
    """Say what a text takes from an authorizer that the route does not have."""
    name = spec.all_routes[key].authorizer
    for variable in parameter_mapping.authorizer_variables(text):
        if variable in access_logs.CONTEXT_VARIABLES:  # the error of any authorizer
            continue
        if name in (resolved.OPEN, resolved.IAM):
            why = "which is open" if name == resolved.OPEN else "whose authorizer is IAM"
            return f"{variable} has no value on '{key}', {why}: name an authorizer, or leave it out"
        head, _, prop = variable.rpartition(".")
        if name in spec.authorizers and spec.authorizers[name].is_jwt and head == "$context.authorizer":
            return f"{variable} has no value on '{key}', whose authorizer reads tokens: write {head}.claims.{prop}"
    return None


def _mapped_in(integration: IntegrationSpec) -> Iterator[tuple[SpecPath, str]]:
    for field, value in (*of_requests(integration), *of_responses(integration)):
        yield from ((field, text) for text in texts(value))


NOTES: Notes = (
    greedy_paths_are_passed_on,
    texts_have_no_quotes,
    authorizers_say_what_is_mapped,
)
