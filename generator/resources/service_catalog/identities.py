"""What a value is known by in a logical ID."""

from __future__ import annotations

import json
from typing import Any

from generator.spec.references import plain, text_of


def identity(value: Any) -> str:
    """Return a literal, or the text of a `!Sub`, as it is; any other function as JSON."""
    text = text_of(value)
    return json.dumps(plain(value), sort_keys=True) if text is None else text
