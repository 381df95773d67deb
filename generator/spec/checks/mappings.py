"""Mappings: what requests and responses are changed to, and that the variables in them and in URLs exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.errors import Problem, SpecPath, did_you_mean
from generator.http_api import parameter_mapping, urls
from generator.http_api.route_keys import RouteKey
from generator.spec import resolved
from generator.spec.mapped import literals, of_requests, of_responses, texts

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


def requests_are_mapped(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        if integration.is_service:
            continue
        entries = integration.request_parameters
        yield from _same_places((*path, "request_parameters"), entries)
        for to, source in entries.items():
            problems = (parameter_mapping.request_problem(to, text) for text in literals(source))
            if problem := next(filter(None, problems), None):
                yield Problem((*path, "request_parameters", to), problem)


def responses_are_mapped(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        for status, entries in integration.response_parameters.items():
            yield from _same_places((*path, "response_parameters", status), entries)
            for to, source in entries.items():
                problems = (parameter_mapping.response_problem(status, to, text) for text in literals(source))
                if problem := next(filter(None, problems), None):
                    yield Problem((*path, "response_parameters", status, to), problem)


def path_variables_exist(spec: ApiSpec) -> Iterator[Problem]:
    """In a URL, `{proxy}` is what `{proxy+}` caught.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
    """
    for path, integration, routes in resolved.written_integrations(spec):
        for field, value in of_requests(integration):
            variables = urls.path_variables if field[-1] == "url" else parameter_mapping.request_path_variables
            for name in dict.fromkeys(name for text in texts(value) for name in variables(text)):
                if problem := next(filter(None, (_no_variable(name, key) for key in routes)), None):
                    yield Problem((*path, *field), problem)


def stage_variables_exist(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        for field, value in (*of_requests(integration), *of_responses(integration)):
            for name in dict.fromkeys(n for text in texts(value) for n in parameter_mapping.stage_variables(text)):
                for stage in spec.all_stages.values():
                    if name not in stage.variables:
                        hint = did_you_mean(name, stage.variables) or ": give it one under variables"
                        yield Problem((*path, *field), f"the stage {stage.name} has no variable {name}{hint}")


def _same_places(path: SpecPath, entries: dict[str, Any]) -> Iterator[Problem]:
    for destination, earlier in parameter_mapping.same_places(entries):
        yield Problem((*path, destination), f"is the same place as {earlier}: API Gateway takes one entry for it")


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
    (stage_variables_exist, {"stage", "stages", "variables"}),
)
