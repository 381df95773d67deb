"""Page tokens: the key of the last order on a page, as text that fits in a URL and that clients hand back unread."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, TypeGuard

from errors import Invalid

MAX_TOKEN = 1000  # characters; keeps every part of the key below DynamoDB's limit of 1,024 bytes for a range key


def token(key: Mapping[str, str]) -> str:
    """The key as text, the same for the same key."""
    text = json.dumps(key, ensure_ascii=False, sort_keys=True)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def key(text: str, **expected: str | None) -> dict[str, str]:
    """The key that became this token, with exactly the expected names, and the expected values where they are not None.

    Raises Invalid for everything that `token` did not make: DynamoDB would fail on it.
    """
    try:
        found = _read(text)
        if _fits(found, expected) and token(found) == text:
            return found
    except (ValueError, RecursionError):
        pass
    raise Invalid("the query is not valid", ["next: must be the `next` of a page of this list"])


def _read(text: str) -> Any:
    if len(text) > MAX_TOKEN:
        raise ValueError("too long")
    return json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def _fits(found: object, expected: Mapping[str, str | None]) -> TypeGuard[dict[str, str]]:
    return (
        isinstance(found, dict)
        and found.keys() == expected.keys()
        and all(isinstance(value, str) and value and expected[name] in (None, value) for name, value in found.items())
    )
