"""Mappings: what requests and responses are changed to, and that the variables in them and in URLs exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.errors import Problem, SpecPath, did_you_mean
from generator.http_api import parameter_mapping, urls
from generator.http_api.route_keys import RouteKey
from generator.spec import resolved
from generator.spec.base import declared_values
from generator.spec.integrations import IntegrationSpec
from generator.spec.references import text_of

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

_OF_A_SUB = re.compile(r"\$\{[^!}][^}]*\}")


def requests_are_mapped(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        if integration.is_service:
            continue
        entries = integration.request_parameters
        yield from _same_places((*path, "request_parameters"), entries)
        for to, source in entries.items():
            problems = (parameter_mapping.request_problem(to, text) for text in _literals(source))
            if problem := next(filter(None, problems), None):
                yield Problem((*path, "request_parameters", to), problem)


def responses_are_mapped(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        for status, entries in integration.response_parameters.items():
            yield from _same_places((*path, "response_parameters", status), entries)
            for to, source in entries.items():
                problems = (parameter_mapping.response_problem(status, to, text) for text in _literals(source))
                if problem := next(filter(None, problems), None):
                    yield Problem((*path, "response_parameters", status, to), problem)


def path_variables_exist(spec: ApiSpec) -> Iterator[Problem]:
    """In a URL, `{proxy}` is what `{proxy+}` caught.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
    """
    for path, integration, routes in resolved.written_integrations(spec):
        for field, value in _of_requests(integration):
            variables = urls.path_variables if field[-1] == "url" else parameter_mapping.request_path_variables
            for name in dict.fromkeys(name for text in _texts(value) for name in variables(text)):
                if problem := next(filter(None, (_no_variable(name, key) for key in routes)), None):
                    yield Problem((*path, *field), problem)


def stage_variables_exist(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        for field, value in (*_of_requests(integration), *_of_responses(integration)):
            for name in dict.fromkeys(n for text in _texts(value) for n in parameter_mapping.stage_variables(text)):
                for stage in spec.all_stages.values():
                    if name not in stage.variables:
                        hint = did_you_mean(name, stage.variables) or ": give it one under variables"
                        yield Problem((*path, *field), f"the stage {stage.name} has no variable {name}{hint}")


def _same_places(path: SpecPath, entries: dict[str, Any]) -> Iterator[Problem]:
    for destination, earlier in parameter_mapping.same_places(entries):
        yield Problem((*path, destination), f"is the same place as {earlier}: API Gateway takes one entry for it")


def _of_requests(integration: IntegrationSpec) -> Iterator[tuple[SpecPath, Any]]:
    """Yield what may hold variables of the request, and where in the integration it stands."""
    for to, source in integration.request_parameters.items():
        yield ("request_parameters", to), source
    if integration.http:
        yield ("http", "url"), integration.http.url
    if integration.is_service:
        for field in type(integration.backend).model_fields:
            yield (integration.kind, field), getattr(integration.backend, field)


def _of_responses(integration: IntegrationSpec) -> Iterator[tuple[SpecPath, Any]]:
    for status, entries in integration.response_parameters.items():
        for to, source in entries.items():
            yield ("response_parameters", status, to), source


def _literals(value: object) -> list[str]:
    """Return the texts that a value is known to be."""
    return [text for text in declared_values(value) if isinstance(text, str)]


def _texts(value: object) -> list[str]:
    """Return those, or what is known of the text of a `!Sub`, where `${!stageVariables.x}` is `${stageVariables.x}`."""
    text = text_of(value)
    if text is None or isinstance(value, str):
        return _literals(value)
    return [_OF_A_SUB.sub("", text).replace("${!", "${")]


def _no_variable(name: str, key: RouteKey) -> str | None:
    known = [segment.variable for segment in key.segments if segment.variable]
    if name in known:
        return None
    return f"{{{name}}} is no variable of the path of '{key}'{did_you_mean(name, known) or _listed(known)}"


def _listed(known: list[str]) -> str:
    return f"; known there: {', '.join(known)}" if known else ", which has none"


CHECKS: Checks = (
    (requests_are_mapped, set()),
    (responses_are_mapped, set()),
    (path_variables_exist, set()),
    (stage_variables_exist, {"stage", "stages"}),
)
