"""A template: its resources, and what each value in it can be.

Nothing that is read here has to be valid: what has another form than CloudFormation wants is passed over, because it
is for cfn-lint to say so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice, product
from typing import Any, Final

from generator import names, worlds
from generator.syntax import is_intrinsic
from generator.template_model.resource import Resource
from generator.template_model.types import SERVERLESS_FUNCTION
from generator.template_model.values import (
    ABSENT,
    ALWAYS,
    Fact,
    Facts,
    Part,
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

_MOST: Final = 64  # alternatives of one text; more are a sign that it cannot be told


class Template:
    """A template of CloudFormation as plain data, functions in the long form. `virtual` are further resources."""

    def __init__(self, body: Mapping[str, Any], virtual: Iterable[Resource] = ()) -> None:
        self.body = body
        self._possible: dict[Facts, bool] = {}
        self._virtual = {resource.logical_id: resource for resource in virtual}

    def section(self, name: str) -> Mapping[str, Any]:
        """Return a section, or nothing if it has not the form of one."""
        found = self.body.get(name)
        return found if isinstance(found, Mapping) else {}

    @cached_property
    def has_macros(self) -> bool:
        """Whether something puts resources into the template that are not written there; AWS's own add no routes.

        https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-reference.html
        """
        found = self.body.get("Transform", [])
        names = [str(name) for name in (found if isinstance(found, list) else [found])]
        own = [name for name in names if name.startswith("AWS::") and name != "AWS::Include"]
        return len(own) < len(names) or is_generated(self.section("Resources"))

    @cached_property
    def resources(self) -> dict[str, Resource]:
        """The resources by their logical ID, in the order of the template."""
        return {
            str(name): Resource(self, str(name), str(each["Type"]), each)
            for name, each in self.section("Resources").items()
            if isinstance(each, Mapping) and isinstance(each.get("Type"), str)
        }

    @cached_property
    def _by_type(self) -> Mapping[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources.values():
            found[resource.type].append(resource)
        return found

    def of_type(self, *types: str) -> list[Resource]:
        """Return the resources of these types, type by type, each in the order of the template."""
        return [resource for each in types for resource in self._by_type.get(each, [])]

    def referred(self, value: Any, *types: str) -> Resource | None:
        """Return the resource that a reference names, of one of these types if any are given."""
        if not isinstance(value, Reference):
            return None
        found = self.resources.get(value.name) or self._virtual.get(value.name)
        return found if found and (not types or found.type in types) else None

    def add(self, resource: Resource) -> None:
        """Make a resource known to references that no section of the template has, such as one inside a Body."""
        self._virtual[resource.logical_id] = resource

    def possible(self, given: Facts) -> bool:
        """Say whether all of these facts can be so at once; True if it cannot be told."""
        if given not in self._possible:
            self._possible[given] = not given or self._is_possible(given)
        return self._possible[given]

    def _is_possible(self, given: Facts) -> bool:
        known: dict[tuple[str, str], bool | str] = {}
        for fact in given:
            if known.setdefault((fact.kind, fact.name), fact.value) != fact.value:
                return False
        world = {name: bool(value) for (kind, name), value in known.items() if kind == "condition"}
        values = {name: str(value) for (kind, name), value in known.items() if kind == "parameter"}
        return worlds.possible(self.section("Conditions"), self._allowed, world, values) if world else True

    @cached_property
    def _allowed(self) -> dict[str, list[str]]:
        found = {}
        for name, parameter in self.section("Parameters").items():
            allowed = parameter.get("AllowedValues") if isinstance(parameter, Mapping) else None
            if isinstance(allowed, list) and (texts := [text for text in map(literal, allowed) if text is not None]):
                found[str(name)] = texts
        return found

    # What a value can be.

    def alternatives(self, value: Any, path: Path, given: Facts = ALWAYS) -> Iterator[Value]:
        """Yield everything that a value can be, with where it stands and when it is this; what cannot be is left out.

        Lists and mappings are given as they are written; see `items` and `Resource.values`.
        """
        for found in self._alternatives(value, path, given):
            if self.possible(found.given):
                yield found

    def items(self, value: Value) -> Iterator[Value]:
        """Yield everything that the items of a list can be; nothing for what is no list."""
        if isinstance(value.value, list):
            for index, item in enumerate(value.value):
                for found in self.alternatives(item, (*value.path, index), value.given):
                    if found.value is not ABSENT:
                        yield found

    def certain_items(self, value: Value) -> list[int]:
        """Return the indexes of a list's items that are there in any case."""
        items = value.value if isinstance(value.value, list) else []
        return [
            index
            for index, item in enumerate(items)
            if all(found.value is not ABSENT for found in self.alternatives(item, (*value.path, index), value.given))
        ]

    def entries(self, value: Value) -> Iterator[tuple[str, Value]]:
        """Yield everything that the entries of a mapping can be, with their keys; nothing for what is no mapping."""
        if isinstance(value.value, Mapping):
            for key, item in value.value.items():
                for found in self.alternatives(item, (*value.path, key), value.given):
                    if found.value is not ABSENT:
                        yield str(key), found

    def entry(self, value: Value, key: str, *further: str) -> Iterator[Value]:
        """Yield everything that one entry of a mapping can be, or one inside of it; nothing where it is not there."""
        if isinstance(value.value, Mapping) and key in value.value:
            for found in self.alternatives(value.value[key], (*value.path, key), value.given):
                if further:
                    yield from self.entry(found, *further)
                elif found.value is not ABSENT:
                    yield found

    def _alternatives(self, value: Any, path: Path, given: Facts) -> Iterator[Value]:
        if not isinstance(value, Mapping):
            yield Value(value, path, given)
            return
        if not is_intrinsic(value):
            yield Value(Unknown(_written(value)) if is_generated(value) else value, path, given)
            return
        ((function, argument),) = value.items()
        match function, argument:
            case "Fn::If", [str(condition), then, otherwise]:
                for index, holds in ((1, True), (2, False)):
                    branch = (then, otherwise)[index - 1]
                    facts = given | {Fact("condition", condition, holds)}
                    if self.possible(facts):
                        yield from self._alternatives(branch, (*path, function, index), facts)
            case "Ref", str(name):
                yield from self._ref(name, path, given)
            case "Fn::GetAtt", [str(name), str(attribute)]:
                yield Value(Reference(name, attribute), path, given)
            case "Fn::GetAtt", str(text):
                name, _, attribute = text.partition(".")
                yield Value(Reference(name, attribute), path, given)
            case "Fn::Sub", str(template):
                yield from self._sub(template, {}, path, given)
            case "Fn::Sub", [str(template), Mapping() as variables]:
                yield from self._sub(template, variables, path, given)
            case "Fn::Join", [str(delimiter), list(items)]:
                yield from self._join(delimiter, items, path, given)
            case "Fn::FindInMap", [str(mapping), first, second, *_]:
                yield from self._find_in_map(mapping, (first, second), path, given)
            case "Fn::Select", [index, source]:
                yield from self._select(index, source, path, given)
            case "Fn::Split", [str(delimiter), source]:
                yield from self._split(delimiter, source, path, given)
            case _:
                yield Value(Unknown(_written(value)), path, given)

    def _ref(self, name: str, path: Path, given: Facts) -> Iterator[Value]:
        """Yield the values that a parameter may have, or has unless another is given."""
        if name == "AWS::NoValue":
            yield Value(ABSENT, path, given)
            return
        decided = next((fact.value for fact in given if fact.kind == "parameter" and fact.name == name), None)
        values = [str(decided)] if decided is not None else self._values_of(name)
        if not values:
            yield Value(self._reference(name), path, given)
        for value in values:
            found: Any = _listed(value) if self._is_list(name) else value
            yield Value(found, path, given | {Fact("parameter", name, value)})

    def _reference(self, name: str) -> Reference:
        """`!Ref Orders.Alias` names what SAM makes of a function, and so does `!Ref OrdersAliaslive`.

        https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
        """
        base, _, attribute = name.partition(".")
        if attribute in ("Alias", "Version") and base in self.resources:
            return Reference(base, attribute)
        if name not in self.resources and name in self._functions_by_alias:
            return Reference(self._functions_by_alias[name], "Alias")
        return Reference(name)

    @cached_property
    def _functions_by_alias(self) -> dict[str, str]:
        """The functions by the logical IDs of the aliases that SAM makes of them."""
        return {
            names.alias_of_sam(function.logical_id, alias.text): function.logical_id
            for function in self.of_type(SERVERLESS_FUNCTION)
            for alias in function.values("AutoPublishAlias")
            if alias.text
        }

    def _values_of(self, parameter: str) -> list[str]:
        """Return what a parameter may be; an empty default stands for one that has to be given."""
        declared = self.section("Parameters").get(parameter)
        if not isinstance(declared, Mapping) or "SSM" in str(declared.get("Type")):
            return []  # the default of an AWS::SSM::Parameter::Value is the name of the value
        default = literal(declared.get("Default"))
        return self._allowed.get(parameter) or ([default] if default else [])

    def _is_list(self, parameter: str) -> bool:
        declared = self.section("Parameters").get(parameter)
        kind = str(declared.get("Type")) if isinstance(declared, Mapping) else ""
        return kind == "CommaDelimitedList" or kind.startswith("List<")

    def _sub(self, template: str, variables: Mapping[str, Any], path: Path, given: Facts) -> Iterator[Value]:
        found = [text if kind == "text" else self._variable(text, variables) for kind, text in in_sub(template)]
        yield from self._put_together(found, path, given)

    def _variable(self, name: str, variables: Mapping[str, Any]) -> Any:
        if name in variables:
            return variables[name]
        resource, dot, attribute = name.partition(".")
        if dot and self._reference(name).attribute == attribute and attribute in ("Alias", "Version"):
            return {"Ref": name}
        return {"Fn::GetAtt": [resource, attribute]} if dot else {"Ref": name}

    def _join(self, delimiter: str, items: list[Any], path: Path, given: Facts) -> Iterator[Value]:
        """What may be `AWS::NoValue` leaves its delimiter out as well."""
        for combination in self._combined(items, path, given):
            present = [value for value in combination if value.value is not ABSENT]
            between = [part for value in present for part in (delimiter, value.value)][1:]
            yield self._one_text(between, path, combination, given)

    def _put_together(self, items: list[Any], path: Path, given: Facts) -> Iterator[Value]:
        for combination in self._combined(items, path, given):
            yield self._one_text([value.value for value in combination], path, combination, given)

    def _combined(self, items: list[Any], path: Path, given: Facts) -> Iterator[tuple[Value, ...]]:
        found = [list(self.alternatives(item, path, given)) for item in items]
        for combination in islice(product(*found), _MOST):
            if self.possible(_all(combination, given)):
                yield combination

    def _one_text(self, values: list[Any], path: Path, combination: tuple[Value, ...], given: Facts) -> Value:
        texts = [parts(value) for value in values]
        facts = _all(combination, given)
        if None in texts:
            return Value(Unknown(_written(values)), path, facts)
        return Value(joined(part for each in texts for part in each or ()), path, facts)

    def _find_in_map(self, mapping: str, keys: tuple[Any, Any], path: Path, given: Facts) -> Iterator[Value]:
        """Yield the values under the keys that can be; a key that is not known may be any."""
        table = self.section("Mappings").get(mapping)
        for first in self._keys(keys[0], table, path, given):
            row = table.get(first.value) if isinstance(table, Mapping) else None
            for second in self._keys(keys[1], row, path, first.given):
                if isinstance(row, Mapping) and second.value in row:
                    yield from self._alternatives(row[second.value], path, second.given)
                else:
                    yield Value(Unknown(_written([mapping, *keys])), path, second.given)

    def _keys(self, key: Any, table: Any, path: Path, given: Facts) -> Iterator[Value]:
        for found in self.alternatives(key, path, given):
            match found.value:
                case Reference(name, "") if isinstance(table, Mapping):
                    for each in table:
                        facts = found.given | {Fact("parameter", name, str(each))}
                        if self.possible(facts):
                            yield Value(str(each), path, facts)
                case value if literal(value) is not None:
                    yield Value(str(literal(value)), path, found.given)
                case _:
                    yield Value("", path, found.given)

    def _select(self, index: Any, source: Any, path: Path, given: Facts) -> Iterator[Value]:
        number = literal(index)
        for found in self._alternatives(source, path, given):
            if isinstance(found.value, list) and number and number.isdigit() and int(number) < len(found.value):
                yield from self._alternatives(found.value[int(number)], path, found.given)
            else:
                yield Value(Unknown(_written(["Fn::Select", index, source])), path, found.given)

    def _split(self, delimiter: str, source: Any, path: Path, given: Facts) -> Iterator[Value]:
        for found in self._alternatives(source, path, given):
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


def part_names(found: Iterable[Part]) -> Iterator[str]:
    """Yield the names that parts of a text refer to."""
    for part in found:
        if isinstance(part, Reference):
            yield part.name
