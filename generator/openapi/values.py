"""Values of a template, literal or worked out at its deployment, as they can stand in a document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from generator.syntax import is_intrinsic

_SUB_VARIABLE: Final = re.compile(r"\$\{([^!][^}]*)\}")  # `${!Name}` is a literal


def mapping(value: Any) -> Mapping[str, Any]:
    """Return the value if it is a mapping; otherwise it holds nothing that can be understood."""
    return value if isinstance(value, Mapping) else {}


def written(value: Any) -> str:
    """Return a value as the text that standard fields want, in the manner of their own variables.

    `{"Fn::Sub": "${AWS::StackName}-shop"}` -> `{AWS::StackName}-shop`. Not with `$`, which a template that has the
    document as its `Body` may have in a `!Sub` only (cfn-lint's E1029).
    """
    return value if isinstance(value, str) else replaced(shown(value), lambda name: f"{{{name}}}")


def shown(value: Any) -> str:
    """`{"Ref": "Name"}` -> `${Name}`, as it would stand in a `!Sub`; what no text says is shown as JSON."""
    match value:
        case str(text) | {"Fn::Sub": [str(text), _]}:
            return text
    said = sub_text(value)
    return json.dumps(value, ensure_ascii=False) if said is None else said


def sub_text(value: Any) -> str | None:
    """Return the text of a `!Sub` that says what a function says, or None if there is none, or it is no function."""
    match value:
        case {"Ref": str(name)}:
            return f"${{{name}}}"
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"${{{name}.{attribute}}}"
        case {"Fn::GetAtt": str(name)}:
            return f"${{{name}}}"
        case {"Fn::Sub": str(text)}:
            return text
    return None


def sub_variables(text: str) -> list[str]:
    """`https://${Name}.${AWS::Region}` -> `["Name", "AWS::Region"]`"""
    return list(dict.fromkeys(match.strip() for match in _SUB_VARIABLE.findall(text)))


def replaced(text: str, replacement: Callable[[str], str]) -> str:
    """Return the text of a `!Sub` with each of its variables replaced."""
    return _SUB_VARIABLE.sub(lambda match: replacement(match[1].strip()), text)


def ref(value: Any) -> str | None:
    """`{"Ref": "Stage"}` -> `Stage`; None for anything else."""
    match value:
        case {"Ref": str(name)} if len(value) == 1:
            return name
    return None


def in_every_branch(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return what `change` makes of a value, or of each branch of an `Fn::If`; other functions stay as they are."""
    match value:
        case {"Fn::If": [condition, one, other]}:
            return {"Fn::If": [condition, in_every_branch(one, change), in_every_branch(other, change)]}
    return value if is_intrinsic(value) else change(value)


def lowered(value: Any) -> Any:
    """Return the properties of a CloudFormation type as API Gateway spells them: `AllowOrigins` -> `allowOrigins`."""
    return in_every_branch(value, lambda keys: {key[:1].lower() + key[1:]: item for key, item in mapping(keys).items()})


def given(**fields: Any) -> dict[str, Any]:
    """Return the fields that are there: what is None stays out of the document."""
    return {name: value for name, value in fields.items() if value is not None}
