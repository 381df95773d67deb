"""What pydantic found, in the words of the spec language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from troposphere import AWSHelperFn

from generator.errors import short_line
from generator.syntax import is_intrinsic, tag

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "is required",
    "extra_forbidden": "is no field of the language",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a number",
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
    "string_too_short": "must have at least {min_length}",
    "string_too_long": "must have at most {max_length}",
    "too_short": "must have at least {min_length}",
    "too_long": "must have at most {max_length}",
    "value_error": "{error}",
}
MISPLACED = "misplaced"
"""The type of an error about where a value stands, or what stands beside it: the value itself is not shown."""


def words(details: ErrorDetails) -> str:
    """`{"type": "greater_than", "ctx": {"gt": 0}, …}` -> `must be greater than 0`"""
    template = _WORDS.get(details["type"])
    if template is None:
        return details["msg"]
    context = dict(details.get("ctx", {}))
    for bound in ("min_length", "max_length"):
        if bound in context:
            context[bound] = counted(context[bound], "character" if "string" in details["type"] else "entry")
    return template.format_map(context)


def shown(value: Any) -> str:
    """Return a wrong value as it would stand in a spec, short enough for one line."""
    if is_function(value):
        return short_line(_call(value))
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case dict():
            return "a mapping"
        case list():
            return "a list"
    return short_line(str(value)) if value != "" else "empty text"


def counted(number: int | None, noun: str) -> str:
    """`1, "entry"` -> `1 entry`; `2, "entry"` -> `2 entries`"""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"


def listed(words: list[str]) -> str:
    """`["label", "group"]` -> `label and group`"""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def is_function(value: object) -> bool:
    """Say whether a value is a function of CloudFormation, in the long form or as troposphere has it."""
    return isinstance(value, AWSHelperFn) or is_intrinsic(value)


def _call(value: Any) -> str:
    """`{"Fn::GetAtt": ["Table", "Arn"]}` -> `!GetAtt Table.Arn`; `!If [IsLarge, !Ref Large, 1]`"""
    ((name, argument),) = (value.to_dict() if isinstance(value, AWSHelperFn) else value).items()
    if name == "Fn::GetAtt" and isinstance(argument, list):
        argument = ".".join(map(str, argument))
    return f"{tag(name)} {_in_yaml(argument)}"


def _in_yaml(value: Any) -> str:
    """Return a value as YAML writes it in one line."""
    if is_function(value):
        return _call(value)
    match value:
        case list():
            return f"[{', '.join(map(_in_yaml, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {_in_yaml(item)}' for key, item in value.items())}}}"
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
    return str(value)
