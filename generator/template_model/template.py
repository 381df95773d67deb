"""A template: its resources, and what each value in it can be.

Nothing that is read here has to be valid: what has another form than CloudFormation wants is passed over, because it
is for cfn-lint to say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from generator import names, worlds
from generator.resource_types import SERVERLESS_FUNCTION
from generator.template_model import intrinsics
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, ALWAYS, Facts, Path, Reference, Value, is_generated, literal


class Template:
    """A template of CloudFormation as plain data, functions in the long form."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self.body = body
        self._possible: dict[Facts, bool] = {}
        self._virtual: dict[str, Resource] = {}

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
        transforms = [str(each) for each in (found if isinstance(found, list) else [found])]
        own = [name for name in transforms if name.startswith("AWS::") and name != "AWS::Include"]
        return len(own) < len(transforms) or is_generated(self.section("Resources"))

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
        for found in intrinsics.alternatives(self, value, path, given):
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

    def reference(self, name: str) -> Reference:
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

    def values_of_parameter(self, parameter: str) -> list[str]:
        """Return what a parameter may be; an empty default stands for one that has to be given."""
        declared = self.section("Parameters").get(parameter)
        if not isinstance(declared, Mapping) or "SSM" in str(declared.get("Type")):
            return []  # the default of an AWS::SSM::Parameter::Value is the name of the value
        default = literal(declared.get("Default"))
        return self._allowed.get(parameter) or ([default] if default else [])

    def is_list_parameter(self, parameter: str) -> bool:
        declared = self.section("Parameters").get(parameter)
        kind = str(declared.get("Type")) if isinstance(declared, Mapping) else ""
        return kind == "CommaDelimitedList" or kind.startswith("List<")
