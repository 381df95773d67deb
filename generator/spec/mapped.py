"""What is mapped: every value of an integration that may hold variables of the request or the response."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.errors import SpecPath
from generator.spec.integrations import IntegrationSpec
from generator.spec.known_values import declared_values
from generator.spec.references import text_of

_OF_A_SUB = re.compile(r"\$\{[^!}][^}]*\}")


def of_requests(integration: IntegrationSpec) -> Iterator[tuple[SpecPath, Any]]:
    """Yield what may hold variables of the request, and where in the integration it stands."""
    for to, source in integration.request_parameters.items():
        yield ("request_parameters", to), source
    if integration.http:
        yield ("http", "url"), integration.http.url
    if integration.is_service:
        for field in type(integration.backend).model_fields:
            yield (integration.kind, field), getattr(integration.backend, field)


def of_responses(integration: IntegrationSpec) -> Iterator[tuple[SpecPath, Any]]:
    """Yield what may hold variables of the response."""
    for status, entries in integration.response_parameters.items():
        for to, source in entries.items():
            yield ("response_parameters", status, to), source


def literals(value: object) -> list[str]:
    """Return the texts that a value is known to be."""
    return [text for text in declared_values(value) if isinstance(text, str)]


def texts(value: object) -> list[str]:
    """Return those, or what is known of the text of a `!Sub`, where `${!stageVariables.x}` is `${stageVariables.x}`."""
    text = text_of(value)
    if text is None or isinstance(value, str):
        return literals(value)
    return [_OF_A_SUB.sub("", text).replace("${!", "${")]
