"""Whether a document is valid OpenAPI 3.0, and literal where it must be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openapi_spec_validator import OpenAPIV30SpecValidator

from generator.syntax import is_intrinsic


def errors(document: dict[str, Any]) -> list[str]:
    """Return what the validator says, empty if the document is valid."""
    return [error.message for error in OpenAPIV30SpecValidator(document).iter_errors()]


def functions(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield where functions of CloudFormation stand, but not below extensions, where any value is valid."""
    if is_intrinsic(value):
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if not str(key).startswith("x-amazon-apigateway-"):
            yield from functions(item, (*path, str(key)))
