"""What a wrong part of a spec is told: what pydantic found, what was given, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from generator.errors import SpecPath, closest, did_you_mean, meant_or_known
from generator.http_api.absent import ABSENT
from generator.spec.examples import such_as
from generator.spec.wording import MISPLACED, is_function, shown, words
from generator.syntax import SECTIONS

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_RAW: Final = {each.lower(): each for each in SECTIONS if each not in ("AWSTemplateFormatVersion", "Description")}
_QUOTED = re.compile("'([^']*)'")
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_TRUTH: Final = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
_ITEM = r"[A-Za-z0-9/$.][^\s,\[\]{}#'\"]*"  # needs no quotes in a list
_ITEMS = re.compile(rf"{_ITEM}(, *{_ITEM})*")


def message(details: ErrorDetails, known_fields: list[str]) -> str:
    """Return the whole message: what is wrong, and a hint.

    `known_fields` are the fields of the mapping in which the error stands.
    """
    kind, given = details["type"], details["input"]
    if kind == "extra_forbidden":
        return words(details) + _instead(details, known_fields)
    if is_function(given) and kind not in _OF_FUNCTIONS:
        return f"{words(details)}, written out here (got {shown(given)})"
    return words(details) + _HINTS.get(kind, _got)(details)


def meant(details: ErrorDetails, known_fields: list[str]) -> SpecPath | None:
    """Return what was meant by a field that there is not: it may be missing only because it is misspelt."""
    *place, field = (key for key in details["loc"] if key != "[key]")
    if details["type"] != "extra_forbidden":
        return None
    name = closest(field, known_fields)
    if name is None and not place and str(field).lower() in _RAW:
        return ("cloudformation",)
    return (*place, name) if name is not None else None


def _instead(details: ErrorDetails, known_fields: list[str]) -> str:
    """Say what to write instead of a field that there is not."""
    *place, field = map(str, details["loc"])
    if field in ABSENT and details["loc"][0] not in ("functions", "defaults"):  # Lambda has some of these
        return f": {ABSENT[field]}"
    raw = _RAW.get(field.lower()) if not place and closest(field, known_fields) is None else None
    if raw is None:
        return meant_or_known(field, known_fields)
    return f": it belongs under cloudformation{'' if raw == field else f', as {raw}'}"


def _nothing(details: ErrorDetails) -> str:
    return ""


def _got(details: ErrorDetails) -> str:
    choices = details.get("ctx", {}).get("choices", [])
    return f" (got {shown(details['input'])}){did_you_mean(details['input'], choices)}"


def _got_unless_it_is_long(details: ErrorDetails) -> str:
    return "" if isinstance(details["input"], (dict, list)) else _got(details)


def _closest_choice(details: ErrorDetails) -> str:
    return _got(details) + did_you_mean(details["input"], _QUOTED.findall(words(details)))


def _in_quotes(details: ErrorDetails) -> str:
    given = details["input"]
    return f': put it in quotes, "{shown(given)}"' if isinstance(given, (bool, int, float)) else _got(details)


def _number(details: ErrorDetails) -> str:
    given = details["input"]
    is_quoted = isinstance(given, str) and _NUMBER.fullmatch(given) and ("." not in given or "float" in details["type"])
    return ": leave out the quotes" if is_quoted else _got(details)


def _truth_value(details: ErrorDetails) -> str:
    given = details["input"]
    written = _TRUTH.get(given.lower()) if isinstance(given, str) else None
    if written is None:
        return _got(details)
    return ": leave out the quotes" if given == written else f": write {written}"


def _in_brackets(details: ErrorDetails) -> str:
    given = details["input"]
    if not isinstance(given, (str, int, float)) or isinstance(given, bool) or given == "":
        return _got(details)
    text = shown(given)
    return f": write [{text}]" if _ITEMS.fullmatch(text) else f': write ["{text}"]'


def _smallest(details: ErrorDetails) -> str:
    return such_as(tuple(key for key in details["loc"] if key != "[key]")) + _got(details)


def _how_many(details: ErrorDetails) -> str:
    given = details["input"]
    if not given:
        return f" (got an empty {'mapping' if isinstance(given, dict) else 'list'})"
    return f" (got {len(given)})"


_OF_FUNCTIONS: Final = ("missing", MISPLACED, "declared_value", "scalar_type")
"""What is wrong with a function otherwise than by being one."""

_HINTS: Final[dict[str, Callable[[ErrorDetails], str]]] = {
    "missing": _nothing,
    MISPLACED: _nothing,
    "literal_error": _closest_choice,
    "string_type": _in_quotes,
    "int_type": _number,
    "float_type": _number,
    "bool_type": _truth_value,
    "list_type": _in_brackets,
    "dict_type": _smallest,
    "model_type": _smallest,
    "model_attributes_type": _smallest,
    "too_short": _how_many,
    "too_long": _how_many,
    "value_error": _got_unless_it_is_long,
}
