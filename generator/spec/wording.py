"""What pydantic found, in the words of the spec language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from troposphere import AWSHelperFn

from generator.errors import did_you_mean
from generator.syntax import tag

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "is required",
    "extra_forbidden": "is no field of the language",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "list_type": "must be a list",
    "literal_error": "must be {expected}",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
    "value_error": "{error}",
}
_QUOTED = re.compile("'([^']*)'")
_SHOWN = 60  # characters of a wrong value


def words(details: ErrorDetails) -> str:
    """`{"type": "greater_than", "ctx": {"gt": 0}, …}` -> `must be greater than 0`"""
    template = _WORDS.get(details["type"])
    return template.format_map(details.get("ctx", {})) if template else details["msg"]


def message(details: ErrorDetails, known_fields: list[str]) -> str:
    """Return the whole message: what is wrong, what was given, and what may have been meant.

    `known_fields` are the fields of the mapping in which the error stands.
    """
    given = details["input"]
    match details["type"]:
        case "missing":
            return words(details)
        case "extra_forbidden":
            field = details["loc"][-1]
            hint = did_you_mean(field, known_fields)
            return words(details) + (hint or f"; known here: {', '.join(known_fields)}")
        case "literal_error":
            return f"{words(details)} (got {shown(given)}){did_you_mean(given, _QUOTED.findall(words(details)))}"
        case "string_type" if isinstance(given, (bool, int, float)):
            return f'must be text: put it in quotes, "{shown(given)}"'
        case kind if isinstance(given, AWSHelperFn) and kind != "declared_value":
            return f"{words(details)}, written out here (got {shown(given)})"
    if details["type"] == "value_error" and isinstance(given, (dict, list)):
        return words(details)
    return f"{words(details)} (got {shown(given)})"


def shown(value: Any) -> str:
    """Return a wrong value as it would stand in a spec, short enough for one line."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case AWSHelperFn():
            name, argument = next(iter(value.to_dict().items()))
            return _short(f"{tag(name)} {argument}")
        case dict():
            return "a mapping"
        case list():
            return "a list"
    return _short(str(value)) if value != "" else "empty text"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
