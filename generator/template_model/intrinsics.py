"""CloudFormation's functions, worked out as far as they can be: everything that a value may turn out to be.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, Any, Final

from generator.syntax import is_intrinsic
from generator.template_model.values import (
    ABSENT,
    Fact,
    Facts,
    Path,
    Reference,
    Unknown,
    Value,
    in_sub,
    is_generated,
    joined,
    literal,
    parts,
)

if TYPE_CHECKING:
    from generator.template_model.template import Template

_MOST: Final = 64  # alternatives of one text; with more it counts as not known
_MOST_IN_MAP: Final = 1_024  # alternatives of one place in a mapping, whose keys may come from mappings in turn


def alternatives(template: Template, value: Any, path: Path, given: Facts) -> Iterator[Value]:
    """Yield what a value can be, where it stands, and when it is this; some of it may not be possible."""
    if not isinstance(value, Mapping):
        yield Value(value, path, given)
        return
    if not is_intrinsic(value):
        yield Value(Unknown(_written(value)) if is_generated(value) else value, path, given)
        return
    ((function, argument),) = value.items()
    match function, argument:
        case "Fn::If", [str(condition), then, otherwise]:
            yield from _if(template, condition, (then, otherwise), path, given)
        case "Ref", str(name):
            yield from _ref(template, name, path, given)
        case "Fn::GetAtt", [str(name), str(attribute)]:
            yield Value(Reference(name, attribute), path, given)
        case "Fn::GetAtt", str(text):
            name, _, attribute = text.partition(".")
            yield Value(Reference(name, attribute), path, given)
        case "Fn::Sub", str(text):
            yield from _sub(template, text, {}, path, given)
        case "Fn::Sub", [str(text), Mapping() as variables]:
            yield from _sub(template, text, variables, path, given)
        case "Fn::Join", [str(delimiter), list(items)]:
            yield from _join(template, delimiter, items, path, given)
        case "Fn::FindInMap", [str(mapping), first, second, *_]:
            yield from _find_in_map(template, mapping, (first, second), path, given)
        case "Fn::Select", [index, source]:
            yield from _select(template, index, source, path, given)
        case "Fn::Split", [str(delimiter), source]:
            yield from _split(template, delimiter, source, path, given)
        case _:
            yield Value(Unknown(_written(value)), path, given)


def _if(template: Template, condition: str, branches: tuple[Any, Any], path: Path, given: Facts) -> Iterator[Value]:
    for index, (branch, holds) in enumerate(zip(branches, (True, False), strict=True), start=1):
        facts = given | {Fact("condition", condition, holds)}
        if template.possible(facts):
            yield from alternatives(template, branch, (*path, "Fn::If", index), facts)


def _ref(template: Template, name: str, path: Path, given: Facts) -> Iterator[Value]:
    """Yield the values that a parameter may have, or has unless another is given.

    A default that cannot be, as under a condition that another was given, says nothing of what is.
    """
    if name == "AWS::NoValue":
        yield Value(ABSENT, path, given)
        return
    decided = next((fact.value for fact in given if fact.kind == "parameter" and fact.name == name), None)
    values = [str(decided)] if decided is not None else template.values_of_parameter(name)
    found = [(value, given | {Fact("parameter", name, value)}) for value in values]
    there = [(value, facts) for value, facts in found if template.possible(facts)]
    if not there:
        yield Value(template.reference(name), path, given)
    for value, facts in there:
        yield Value(_listed(value) if template.is_list_parameter(name) else value, path, facts)


def _sub(template: Template, text: str, variables: Mapping[str, Any], path: Path, given: Facts) -> Iterator[Value]:
    found = [part if kind == "text" else _variable(template, part, variables) for kind, part in in_sub(text)]
    whole = {"Fn::Sub": [text, variables] if variables else text}
    for combination in _combined(template, found, whole, path, given):
        yield _one_text([value.value for value in combination], path, combination, given)


def _variable(template: Template, name: str, variables: Mapping[str, Any]) -> Any:
    if name in variables:
        return variables[name]
    resource, dot, attribute = name.partition(".")
    if dot and attribute in ("Alias", "Version") and template.reference(name).attribute == attribute:
        return {"Ref": name}
    return {"Fn::GetAtt": [resource, attribute]} if dot else {"Ref": name}


def _join(template: Template, delimiter: str, items: list[Any], path: Path, given: Facts) -> Iterator[Value]:
    """What may be `AWS::NoValue` leaves its delimiter out as well."""
    for combination in _combined(template, items, {"Fn::Join": [delimiter, items]}, path, given):
        present = [value for value in combination if value.value is not ABSENT]
        between = [part for value in present for part in (delimiter, value.value)][1:]
        yield _one_text(between, path, combination, given)


def _combined(
    template: Template, items: list[Any], whole: Any, path: Path, given: Facts
) -> Iterator[tuple[Value, ...]]:
    """Yield what several values can be at once; if that is too much, only that the whole of them is not known."""
    found = [list(template.alternatives(item, path, given)) for item in items]
    if prod(map(len, found)) > _MOST:
        yield (Value(Unknown(_written(whole)), path, given),)
        return
    for combination in product(*found):
        if template.possible(_all(combination, given)):
            yield combination


def _one_text(values: list[Any], path: Path, combination: tuple[Value, ...], given: Facts) -> Value:
    texts = [parts(value) for value in values]
    facts = _all(combination, given)
    if None in texts:
        return Value(Unknown(_written(values)), path, facts)
    return Value(joined(part for each in texts for part in each or ()), path, facts)


def _find_in_map(template: Template, mapping: str, keys: tuple[Any, Any], path: Path, given: Facts) -> Iterator[Value]:
    """Yield the values under the keys that can be; if that is too much, only that it is not known."""
    found = list(islice(_mapped(template, mapping, keys, path, given), _MOST_IN_MAP + 1))
    yield from found if len(found) <= _MOST_IN_MAP else [Value(Unknown(_written([mapping, *keys])), path, given)]


def _mapped(template: Template, mapping: str, keys: tuple[Any, Any], path: Path, given: Facts) -> Iterator[Value]:
    """Yield the values under the keys that can be; a key that is not known may be any."""
    table = template.section("Mappings").get(mapping)
    for first in _keys(template, keys[0], table, path, given):
        row = table.get(first.value) if isinstance(table, Mapping) else None
        for second in _keys(template, keys[1], row, path, first.given):
            if isinstance(row, Mapping) and second.value in row:
                yield from alternatives(template, row[second.value], path, second.given)
            else:
                yield Value(Unknown(_written([mapping, *keys])), path, second.given)


def _keys(template: Template, key: Any, table: Any, path: Path, given: Facts) -> Iterator[Value]:
    for found in template.alternatives(key, path, given):
        match found.value:
            case Reference(name, "") if isinstance(table, Mapping):
                for each in table:
                    facts = found.given | {Fact("parameter", name, str(each))}
                    if template.possible(facts):
                        yield Value(str(each), path, facts)
            case value if literal(value) is not None:
                yield Value(str(literal(value)), path, found.given)
            case _:
                yield Value("", path, found.given)


def _select(template: Template, index: Any, source: Any, path: Path, given: Facts) -> Iterator[Value]:
    number = literal(index)
    for found in alternatives(template, source, path, given):
        if isinstance(found.value, list) and number and number.isdigit() and int(number) < len(found.value):
            yield from alternatives(template, found.value[int(number)], path, found.given)
        else:
            yield Value(Unknown(_written(["Fn::Select", index, source])), path, found.given)


def _split(template: Template, delimiter: str, source: Any, path: Path, given: Facts) -> Iterator[Value]:
    for found in alternatives(template, source, path, given):
        known = literal(found.value)
        if known is None or not delimiter:
            yield Value(Unknown(_written(["Fn::Split", delimiter, source])), path, found.given)
        else:
            yield Value(known.split(delimiter), path, found.given)


def _all(combination: Iterable[Value], given: Facts) -> Facts:
    return given.union(*(value.given for value in combination))


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.split(",")]


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)
