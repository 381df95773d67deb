"""Globals of a SAM template: what the spec says of all functions under `defaults` stands there once.

SAM's translator merges them into each function: mappings deeply, lists one behind the other, and the function's own
value goes before the common one. What that cannot give, the function says itself, and ignores what is common.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
"""

from __future__ import annotations

from typing import Any, Final

from troposphere import Template, encode_to_dict

from generator import names
from generator.resources.serverless_functions import ServerlessFunction, common_properties
from generator.spec.api import ApiSpec
from generator.syntax import is_intrinsic
from generator.templates.raw import RawResource
from generator.templates.renames import body

_SECTION: Final = "Function"
_NOT_JOINED: Final = ("Architectures",)  # the one list of which the translator takes the function's own alone
_NOTHING: Final = object()


class _NotMergedError(Exception):
    """What a function has that no merge with what is common gives."""


def settle(template: Template, spec: ApiSpec) -> None:
    """Move what is common to all functions into Globals.

    The raw section may have Globals, and functions, of its own: neither is to inherit from the other.
    """
    raw = spec.cloudformation.globals if spec.cloudformation else {}
    common = encode_to_dict(common_properties(spec))
    for name in spec.functions:
        function = template.resources[names.function(name)]
        held = function.to_dict()
        if _SECTION in raw:
            held = {"Type": held["Type"], "IgnoreGlobals": "*"} | held
        elif not _has_others(template, spec):
            held = _apart(held, common)
        template.resources[str(function.title)] = RawResource(str(function.title), held)
    if common and _SECTION not in raw and not _has_others(template, spec):
        template.globals = {**raw, _SECTION: common}  # type: ignore[assignment]


def _has_others(template: Template, spec: ApiSpec) -> bool:
    """Say whether functions of the raw section would inherit what is common."""
    own = {names.function(name) for name in spec.functions}
    return any(
        body(resource).get("Type") == ServerlessFunction.resource_type and title not in own
        for title, resource in template.resources.items()
    )


def _apart(function: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    """Return the function without what it inherits."""
    properties, ignored = dict(function["Properties"]), []
    for name, value in common.items():
        try:
            own = _own_part(value, properties[name], joined=name not in _NOT_JOINED)
        except (KeyError, _NotMergedError):
            ignored.append(name)
        else:
            properties[name] = own
    kept = {name: value for name, value in properties.items() if value is not _NOTHING}
    return {**function, **({"IgnoreGlobals": ignored} if ignored else {}), "Properties": kept}


def _own_part(common: Any, value: Any, *, joined: bool = True) -> Any:
    """Return what a function must say so that the merge gives this value.

    Raises _NotMergedError if it cannot give it.
    """
    if common == value:
        return _NOTHING
    match common, value:
        case (dict(), dict()) if not is_intrinsic(common) and not is_intrinsic(value):
            if not common.keys() <= value.keys():
                raise _NotMergedError
            own = {key: _own_part(common[key], each) if key in common else each for key, each in value.items()}
            return {key: each for key, each in own.items() if each is not _NOTHING}
        case (list(), list()) if joined:
            if value[: len(common)] != common:
                raise _NotMergedError
            return value[len(common) :]
    return value
