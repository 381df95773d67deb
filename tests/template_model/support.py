"""Templates as data, from YAML with short forms."""

from __future__ import annotations

from typing import Any

from cfnlint.decode.decode import decode_str

from generator.template_model import Model, read


def body(text: str) -> Any:
    """Return a template with functions in the long form, as cfn-lint reads it."""
    template, unreadable = decode_str(text)
    assert not unreadable, unreadable
    return template


def model(text: str) -> Model:
    return read(body(text))
