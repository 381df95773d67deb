"""Template -> YAML text, the same bytes on every machine, made to be read in a diff.

Sections in the order of the documentation, `Type` before `Properties`, short forms (`!Ref`, `!Sub`, `!GetAtt`), code as
a literal block. Loading the text gives back exactly what was rendered.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from generator.syntax import INTRINSICS, RESOURCE_ATTRIBUTES, SECTIONS, tag

LINE: Final = 120  # characters; longer texts are folded where they have a blank

# `Condition: Name` is an attribute of resources and of statements too: it stays a plain mapping.
_SHORT_FORMS: Final = {name: tag(name) for name in INTRINSICS - {"Condition"}}

# What some reader of YAML takes for something else than text: YAML 1.2's numbers, YAML 1.1's y and n, times, merges.
_NOT_PLAIN = re.compile(
    r"[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?|0[oxb][0-9a-fA-F_]+|[-+]?[0-9][0-9_:.]*|[yYnN]|~|=|<<|"
    r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
)
# A literal block shows these as they are; of other texts libyaml makes a quoted line by itself, or loses something.
_BLOCK = re.compile(r"[^\s][^\r\t\x85\u2028\u2029\ufeff]*\n", re.DOTALL)
_BLOCK_REFUSED = re.compile(r"[ \t]\n|\n\n\Z|\n \n|\n\n[ \t]")


class _Dumper(yaml.CSafeDumper):
    """libyaml's, with short forms and without aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def render(template: dict[str, Any], header: str) -> str:
    """Return the YAML of a template given as `Template.to_dict()`; `header` is its comment, without `# `."""
    comment = "".join(f"# {line}".rstrip() + "\n" for line in header.splitlines())
    ordered = {section: template[section] for section in SECTIONS if section in template}
    ordered["Resources"] = {title: _resource(body) for title, body in template.get("Resources", {}).items()}
    text: str = yaml.dump(ordered, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=LINE)
    return comment + text


def _resource(body: Any) -> Any:
    """Put `Type` first, then what governs the resource, then its properties."""
    if not isinstance(body, dict):
        return body
    known = [name for name in ("Type", *RESOURCE_ATTRIBUTES) if name in body]
    return {name: body[name] for name in known} | body


def _mapping(dumper: _Dumper, data: dict[Any, Any]) -> yaml.Node:
    if len(data) == 1:
        ((name, argument),) = data.items()
        if name in _SHORT_FORMS and not _is_tagged(argument):
            return _intrinsic(dumper, name, argument)
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items())


def _is_tagged(argument: Any) -> bool:
    """Say whether the argument would itself get a tag: YAML has room for one, so the outer function is spelt out."""
    return isinstance(argument, dict) and len(argument) == 1 and next(iter(argument)) in _SHORT_FORMS


def _intrinsic(dumper: _Dumper, name: str, argument: Any) -> yaml.Node:
    short = _SHORT_FORMS[name]
    match argument:
        case [str(resource), str(attribute)] if name == "Fn::GetAtt" and resource and "." not in resource:
            return dumper.represent_scalar(short, f"{resource}.{attribute}")
        case str() if name != "Fn::GetAtt":
            return dumper.represent_scalar(short, argument, style=_style(argument))
        case list():
            return dumper.represent_sequence(short, argument, flow_style=_fits_a_line(argument))
        case dict():
            return dumper.represent_mapping(short, argument.items())
    return dumper.represent_mapping("tag:yaml.org,2002:map", {name: argument}.items())


def _fits_a_line(items: list[Any]) -> bool:
    return all(isinstance(item, (str, int, float)) or _is_tagged(item) for item in items) and len(str(items)) <= 100


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    if "\n" in text and _BLOCK.fullmatch(text) and not _BLOCK_REFUSED.search(text):
        return "|"
    return "'" if _NOT_PLAIN.fullmatch(text) else None


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(str, _text)
