"""Other ways to write the same template: whatever is said of one is said of the other.

Only what belongs to an API is written otherwise: the resources of API Gateway, and the permissions and the aliases of
functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, Final

Template = dict[str, Any]
Rewrite = Callable[[Any, Template], Any]
"""Returns a value in another spelling; the template may be given what that needs."""

_KINDS: Final = ("AWS::ApiGatewayV2::", "AWS::Lambda::Permission", "AWS::Lambda::Alias")
_PLACE: Final = re.compile(r"\$\{(!?)([^}]*)\}")


def rewritten(template: Template, rewrite: Rewrite) -> Template:
    """Return a copy in which every value of the API's resources is spelled otherwise, from the inside out."""
    copy = deepcopy(template)
    for resource in copy["Resources"].values():
        if isinstance(resource, dict) and resource["Type"].startswith(_KINDS):  # a loop, Fn::ForEach, is a list
            for name, value in resource.get("Properties", {}).items():
                by = _only_functions(rewrite) if name == "Body" else rewrite
                resource["Properties"][name] = _rewritten(value, by, copy)
    return copy


def _only_functions(rewrite: Rewrite) -> Rewrite:
    """Leave the texts of an OpenAPI document alone: its keywords are nothing that anybody makes a parameter of."""
    return lambda value, template: rewrite(value, template) if isinstance(value, dict) else value


def _rewritten(value: Any, rewrite: Rewrite, template: Template) -> Any:
    match value:
        case {"Ref": _} | {"Fn::GetAtt": _} | {"Fn::Sub": _}:
            return rewrite(value, template)
        case {"Fn::FindInMap": _} | {"Fn::ImportValue": _} | {"Fn::If": _} | {"Fn::Join": _}:
            return value
        case dict():
            return {name: _rewritten(item, rewrite, template) for name, item in value.items()}
        case list():
            return [_rewritten(item, rewrite, template) for item in value]
    return rewrite(value, template)


def _ref_as_sub(value: Any, template: Template) -> Any:
    match value:
        case {"Ref": str(name)} if name != "AWS::NoValue" and not _is_a_list(name, template):
            return {"Fn::Sub": f"${{{name}}}"}
    return value


def _is_a_list(name: str, template: Template) -> bool:
    kind = template.get("Parameters", {}).get(name, {}).get("Type", "")
    return "List" in kind


def _get_att_as_sub(value: Any, template: Template) -> Any:
    match value:
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return {"Fn::Sub": f"${{{name}.{attribute}}}"}
    return value


def _get_att_as_text(value: Any, template: Template) -> Any:
    match value:
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return {"Fn::GetAtt": f"{name}.{attribute}"}
    return value


def _sub_as_join(value: Any, template: Template) -> Any:
    match value:
        case {"Fn::Sub": str(text)}:
            return {"Fn::Join": ["", list(_pieces(text))]}
    return value


def _pieces(text: str) -> Iterator[Any]:
    """`a${B}c${D.Arn}` -> `a`, a Ref, `c`, a GetAtt"""
    end = 0
    for place in _PLACE.finditer(text):
        if place.start() > end:
            yield text[end : place.start()]
        yield f"${{{place[2]}}}" if place[1] else _reference(place[2])
        end = place.end()
    if text[end:]:
        yield text[end:]


def _reference(name: str) -> Any:
    logical_id, dot, attribute = name.partition(".")
    return {"Fn::GetAtt": [logical_id, attribute]} if dot and attribute != "Alias" else {"Ref": name}


def _sub_with_map(value: Any, template: Template) -> Any:
    match value:
        case {"Fn::Sub": str(text)}:
            names = [place[2] for place in _PLACE.finditer(text) if not place[1]]
            variables = {f"Variable{number}": _reference(name) for number, name in enumerate(names)}
            for number, name in enumerate(names):
                text = text.replace(f"${{{name}}}", f"${{Variable{number}}}", 1)
            return {"Fn::Sub": [text, variables]} if variables else value
    return value


def _by_parameter(value: Any, template: Template) -> Any:
    """A parameter that can have this value only."""
    if not isinstance(value, str) or not value:
        return value
    parameters = template.setdefault("Parameters", {})
    name = f"Text{len(parameters)}"
    parameters[name] = {"Type": "String", "Default": value, "AllowedValues": [value]}
    return {"Ref": name}


def _by_mapping(value: Any, template: Template) -> Any:
    if not isinstance(value, (str, int)) or value == "":
        return value
    texts = template.setdefault("Mappings", {}).setdefault("Texts", {}).setdefault("all", {})
    name = f"text{len(texts)}"
    texts[name] = value
    return {"Fn::FindInMap": ["Texts", "all", name]}


def _in_both_branches(value: Any, template: Template) -> Any:
    template.setdefault("Conditions", {})["IsHere"] = {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-central-1"]}
    return {"Fn::If": ["IsHere", value, value]}


def _beside_what_cannot_be(value: Any, template: Template) -> Any:
    regions = [{"Fn::Equals": [{"Ref": "AWS::Region"}, region]} for region in ("eu-central-1", "us-east-1")]
    template.setdefault("Conditions", {})["IsNever"] = {"Fn::And": regions}
    return {"Fn::If": ["IsNever", {"Ref": "AWS::NoValue"}, value]}


SPELLINGS: Final[dict[str, Rewrite]] = {
    "Ref as Sub": _ref_as_sub,
    "GetAtt as Sub": _get_att_as_sub,
    "GetAtt of one text": _get_att_as_text,
    "Sub as Join": _sub_as_join,
    "Sub with a map": _sub_with_map,
    "texts by parameters": _by_parameter,
    "values by a mapping": _by_mapping,
    "both branches of an If": _in_both_branches,
    "an If with a branch that cannot be": _beside_what_cannot_be,
}
