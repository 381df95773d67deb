"""What is known of an ARN in a spec: its parts, or the resource whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from troposphere import AWSHelperFn, Select, Split, Sub

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

# `arn:partition:service:region:account:resource`; a colon in the braces of a `!Sub` parts nothing.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
_COLON = re.compile(r":(?![^{]*\})")
_PARTS = 6


class Named(NamedTuple):
    """The resource that a `!Ref` or `!GetAtt` names; without an attribute it is a `!Ref`."""

    resource: str
    attribute: str | None = None


def named(value: object) -> Named | None:
    """`!GetAtt Jobs.Arn` -> `("Jobs", "Arn")`; `!Ref Jobs` -> `("Jobs", None)`; None for anything else."""
    match value.to_dict() if isinstance(value, AWSHelperFn) else None:
        case {"Ref": str(resource)}:
            return Named(resource)
        case {"Fn::GetAtt": [str(resource), str(attribute)]}:
            return Named(resource, attribute)
        case {"Fn::GetAtt": str(text)}:
            return Named(text.partition(".")[0], text.partition(".")[2])
    return None


def raw_type(resource: str, spec: ApiSpec) -> str | None:
    """Return the type of a resource of the raw section; None for what is none."""
    body = spec.cloudformation.resources.get(resource) if spec.cloudformation else None
    found = body.get("Type") if isinstance(body, dict) else None
    return found if isinstance(found, str) else None


def text_of(value: object) -> str | None:
    """Return a literal, or the text of a `!Sub` without variables of its own."""
    if isinstance(value, str):
        return value
    match value.to_dict() if isinstance(value, AWSHelperFn) else None:
        case {"Fn::Sub": str(text)}:
            return text
    return None


def part(arn: Any, index: int) -> Any:
    """Return one part of an ARN: 3 is its region, 4 the account, 5 the resource. Cut up at deployment if it must be."""
    parts = _parts(arn)
    return _value(parts[index]) if parts else Select(index, Split(":", arn))


def after_slash(arn: Any) -> Any:
    """Return what follows the kind of resource: `clicks` of `arn:…:stream/clicks`."""
    parts = _parts(arn)
    return _value(parts[-1].partition("/")[2]) if parts and "/" in parts[-1] else Select(1, Split("/", arn))


def _parts(arn: object) -> list[str] | None:
    parts = _COLON.split(text_of(arn) or "", maxsplit=_PARTS - 1)
    return parts if len(parts) == _PARTS else None


def _value(text: str) -> Any:
    return Sub(text) if "${" in text else text
