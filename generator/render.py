"""Template -> YAML text, the same bytes on every machine, made to be read in a diff.

Sections in the order of the documentation, `Type` before `Properties`, short forms (`!Ref`, `!Sub`, `!GetAtt`), code as
a literal block. Loading the text gives back exactly what was rendered.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from generator.syntax import RESOURCE_ATTRIBUTES, SECTIONS, SHORT_FORMS, tag

LINE: Final = 120  # characters; longer texts are folded where they have a blank
_FLOW: Final = 100  # characters of a list, as Python shows it, that may stand in one line

_SHORT_FORMS: Final = {name: tag(name) for name in SHORT_FORMS}

# What some reader of YAML takes for something else than text: YAML 1.2's numbers, YAML 1.1's y and n, times, merges.
_NOT_PLAIN = re.compile(
    r"[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?|0[oxb][0-9a-fA-F_]+|[-+]?[0-9][0-9_:.]*|[yYnN]|~|=|<<|"
    r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
)
# What a literal block can show as it is, and of that, what libyaml shows so: not tabs, nor blanks before a line's end.
_BLOCK = re.compile(r"(?!\s)[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*\n")
_BLOCK_REFUSED = re.compile(r"[ \t]\n|\n\n\Z|\n \n|\n\n[ \t]")
_NOT_LIBYAML = re.compile(r"\t| \n")


class _Dumper(yaml.CSafeDumper):
    """libyaml's, with short forms and without aliases; `literal` is the tag of what `_literal_blocks` writes."""

    literal = ""

    def ignore_aliases(self, data: object) -> bool:
        return True


def render(template: dict[str, Any], header: str) -> str:
    """Return the YAML of a template given as `Template.to_dict()`; `header` is its comment, without `# `."""
    comment = "".join(f"# {line}".rstrip() + "\n" for line in header.splitlines())
    ordered = {section: template[section] for section in SECTIONS if section in template}
    ordered["Resources"] = {title: _resource(body) for title, body in template.get("Resources", {}).items()}
    literal = _unused_tag(str(ordered))

    def dumper(*arguments: Any, **options: Any) -> _Dumper:
        made = _Dumper(*arguments, **options)
        made.literal = literal
        return made

    text: str = yaml.dump(ordered, Dumper=dumper, sort_keys=False, allow_unicode=True, width=LINE)
    return comment + _literal_blocks(text, literal)


class _PlainDumper(yaml.CSafeDumper):
    """libyaml's without aliases: functions stay in their long form, as JSON would have them."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def plain(data: Any) -> str:
    """Return the YAML of what is no template, in the order in which it is given."""
    text: str = yaml.dump(data, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=LINE)
    return text


def _unused_tag(text: str) -> str:
    """Return a tag that stands nowhere in the text, so that what it marks cannot be mistaken."""
    tag = "!literal"
    while tag in text:
        tag += "-block"
    return tag


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
    return dumper.represent_mapping("tag:yaml.org,2002:map", {key: _value(value) for key, value in data.items()})


class _Literal(str):
    """A text that is to be a literal block, though libyaml would not make it one."""


def _value(value: Any) -> Any:
    is_literal = isinstance(value, str) and _NOT_LIBYAML.search(value) and _BLOCK.fullmatch(value)
    return _Literal(value) if is_literal and not value.endswith("\n\n") else value


def _literal(dumper: _Dumper, text: _Literal) -> yaml.Node:
    return dumper.represent_scalar(dumper.literal, "x" + text.encode().hex())


def _literal_blocks(text: str, literal: str) -> str:
    """Write out the texts that the dumper left as `KEY: TAG xHEX`."""
    marked = re.compile(rf"^(?P<key>(?P<indent> *(?:[-:?] )*).*): {literal} x(?P<hex>[0-9a-f]+)$", re.MULTILINE)
    return marked.sub(_literal_block, text) if literal in text else text


def _literal_block(match: re.Match[str]) -> str:
    indent = " " * (len(match["indent"]) + 2)
    lines = bytes.fromhex(match["hex"]).decode().split("\n")[:-1]
    return "\n".join([f"{match['key']}: |", *(indent + line if line else "" for line in lines)])


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
            return dumper.represent_mapping(short, argument)
    return dumper.represent_mapping("tag:yaml.org,2002:map", {name: argument})


def _fits_a_line(items: list[Any]) -> bool:
    short = len(str(items)) <= _FLOW and "\\n" not in str(items)
    return short and all(isinstance(item, (str, int, float)) or _is_tagged(item) for item in items)


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    if "\n" in text and _BLOCK.fullmatch(text) and not _BLOCK_REFUSED.search(text):
        return "|"
    return "'" if _NOT_PLAIN.fullmatch(text) else None


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Literal, _literal)
_PlainDumper.add_representer(str, _text)
