"""A resource of a template, or what API Gateway makes of a part of an OpenAPI document, read in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final

from generator.template_model.values import ABSENT, ALWAYS, Fact, Facts, Path, Unknown, Value

if TYPE_CHECKING:
    from generator.template_model.template import Template

Places = dict[tuple[str, ...], tuple[Any, Path]]
"""The properties that are written elsewhere, by the path below Properties: what is written, and where."""

_MOST: Final = 64  # combinations of values; more are a sign that it cannot be told


@dataclass(frozen=True, eq=False)
class Resource:
    """One resource. `written` is what stands under its logical ID; a virtual one has `places` instead."""

    template: Template
    logical_id: str
    type: str
    written: Mapping[str, Any] = field(default_factory=dict)
    places: Places = field(default_factory=dict)
    root: Path = ()
    """Where a virtual resource stands."""
    facts: Facts = ALWAYS
    """When a virtual resource exists, beside what its Condition says."""
    _found: dict[tuple[str, ...], list[Value]] = field(default_factory=dict, repr=False)
    """What properties can be, as it was asked before: most rules ask for the same."""

    @property
    def is_virtual(self) -> bool:
        """Whether it is made of a part of another resource, such as a path of an API's Body."""
        return bool(self.root)

    @property
    def path(self) -> Path:
        """Where it stands in the template."""
        return self.root or ("Resources", self.logical_id)

    @cached_property
    def given(self) -> Facts:
        """When it exists."""
        condition = self.written.get("Condition")
        return self.facts | ({Fact("condition", condition, True)} if isinstance(condition, str) else ALWAYS)

    @cached_property
    def depends_on(self) -> frozenset[str]:
        """The logical IDs in DependsOn."""
        found = self.written.get("DependsOn", [])
        return frozenset(map(str, found if isinstance(found, list) else [found]))

    def part(self, name: str, resource_type: str, places: Places, root: Path, given: Facts = ALWAYS) -> Resource:
        """Return a virtual resource that is made of a part of this one, and exists when this one and the part do."""
        return Resource(self.template, self.part_id(name, given), resource_type, {}, places, root, self.given | given)

    def part_id(self, name: str, given: Facts = ALWAYS) -> str:
        """Return what stands for the logical ID of a part: another for each branch that it can be in."""
        branch = "".join(sorted(f", {fact.name}: {fact.value}" for fact in given - self.given))
        return f"{self.logical_id} ({name}{branch})"

    def values(self, *keys: str) -> Iterator[Value]:
        """Yield everything that a property can be: `values("CorsConfiguration", "AllowOrigins")`.

        A property that is not there is ABSENT, at the place of what it would stand in.
        """
        if keys not in self._found:
            start, left = self._start(keys)
            self._found[keys] = [found for value in start for found in self._below(value, left)]
        yield from self._found[keys]

    def values_when(self, given: Facts, *keys: str) -> Iterator[Value]:
        """Yield what a property can be while these facts hold, each value with them among its own."""
        for value in self.values(*keys):
            if self.template.possible(facts := value.given | given):
                yield value._replace(given=facts)

    def together(self, *names: str) -> Iterator[tuple[Value, ...]]:
        """Yield what several properties can be at once, in the order of their names."""
        for combination in islice(product(*(list(self.values(name)) for name in names)), _MOST):
            if self.template.possible(ALWAYS.union(*(value.given for value in combination))):
                yield combination

    def items(self, *keys: str) -> Iterator[Value]:
        """Yield everything that the items of a list can be; nothing for what is no list."""
        for value in self.values(*keys):
            yield from self.template.items(value)

    def value(self, *keys: str) -> Any:
        """Return what a property is if it can only be one thing, or else the first thing that it can be."""
        return next((found.value for found in self.values(*keys)), ABSENT)

    def has(self, *keys: str) -> bool:
        """Say whether a property is there in any case."""
        return all(found.value is not ABSENT for found in self.values(*keys))

    def _start(self, keys: tuple[str, ...]) -> tuple[Iterator[Value], tuple[str, ...]]:
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.places:
                value, path = self.places[keys[:length]]
                return self.template.alternatives(value, path, self.given), keys[length:]
        if self.is_virtual:
            return iter([Value({}, self.root, self.given)]), keys
        written = self.written.get("Properties", {})
        path = (*self.path, "Properties") if "Properties" in self.written else self.path
        return self.template.alternatives(written, path, self.given), keys

    def _below(self, value: Value, keys: tuple[str, ...]) -> Iterator[Value]:
        if not keys:
            yield value
            return
        key, *left = keys
        match value.value:
            case Mapping() as mapping if key in mapping:
                for found in self.template.alternatives(mapping[key], (*value.path, key), value.given):
                    yield from self._below(found, tuple(left))
            case Mapping():
                yield Value(ABSENT, value.path, value.given)
            case known if known is not ABSENT and value.is_known:
                yield value._replace(value=Unknown("no mapping"))
            case _:
                yield value
