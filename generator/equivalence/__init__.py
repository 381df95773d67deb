"""Whether two templates describe the same system, and where they do not: `differences(one, other)`.

    body          plain CloudFormation; one of the two may come from SAM's translator, or have its API as OpenAPI
      │ properties   each resource in the one form that all ways to write it have in common
      │ READERS      resources -> things, by what people call them, and what is said of each
      ▼
    things        compared: what is said of one and not of the other, or otherwise

What no reader takes apart is compared property by property, so nothing goes unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.equivalence import open_api, permissions, routes, stages
from generator.equivalence import systems as of
from generator.equivalence.systems import Aspect, Resource, System, Thing
from generator.equivalence.values import Unordered, shown, text
from generator.errors import dotted, one_line
from generator.resource_types import (
    ALIAS,
    API,
    AUTHORIZER,
    FUNCTION,
    INTEGRATION,
    PERMISSION,
    POLICY,
    ROLE,
    ROUTE,
    STAGE,
)

Body = Mapping[str, Any]
Reader = Callable[[Resource, System], Iterator[Thing]]
THERE: Final = True
_LONG: Final = 200  # characters of a value; beyond, what is the same is left out


@dataclass(frozen=True)
class Difference:
    """One thing that is said of one system and not, or otherwise, of the other.

    `one` and `other` are values in their one form, None for nothing; of two sets they have what only the one has. If
    the whole thing is in one system alone, the aspect is empty, and the values are THERE and None.
    """

    subjects: tuple[str, ...]
    aspect: Aspect
    one: Any
    other: Any

    @property
    def where(self) -> str:
        """`route GET /orders: authorizer`; of several things of which the same is to be said, all of them."""
        first, *rest = self.subjects
        subject = ", ".join([first, *(each.partition(" ")[2] for each in rest)])
        return f"{subject}: {_words(self.aspect)}" if self.aspect else subject

    def told(self, one: str, other: str) -> str:
        """Return it in one line, with who says what: `stage Stage: StageName: beta in a.yaml, live in b.yaml`."""
        if not self.aspect and (self.one is THERE or self.other is THERE):
            here, not_there = (one, other) if self.one is THERE else (other, one)
            return one_line(f"{self.where}: in {here}, not in {not_there}")
        first, second = _cut(_shown(self.one), _shown(self.other))
        return one_line(f"{self.where}: {first} in {one}, {second} in {other}")


def differences(one: Body, other: Body) -> list[Difference]:
    """Return where two plain CloudFormation templates do not mean the same, in the order of the first."""
    before, after = System(one), System(other)
    first, second = _said(before), _said(after)
    return _merged(found for subject in dict.fromkeys([*first, *second]) for found in _between(subject, first, second))


def _function(resource: Resource, system: System) -> Iterator[Thing]:
    thing = of.general(resource)
    yield thing._replace(aspects={**thing.aspects, **permissions.invokers(resource, system)})


READERS: Final[Mapping[str, Reader]] = {
    API: open_api.api,
    ROUTE: routes.route,
    INTEGRATION: routes.integration,
    AUTHORIZER: routes.authorizer,
    STAGE: stages.stage,
    FUNCTION: _function,
    ALIAS: _function,
    PERMISSION: permissions.permission,
    ROLE: permissions.role,
    POLICY: permissions.policy,
}


def things(system: System) -> Iterator[Thing]:
    """Yield all that a system has, and what is said of it."""
    for resource in system.resources.values():
        reader = READERS.get(resource.type)
        yield from reader(resource, system) if reader else (of.general(resource),)
    yield from of.things_of_sections(system.body)


def _said(system: System) -> dict[str, dict[Aspect, Any]]:
    """Return what is said of each thing; things of one name are told apart by their logical IDs."""
    found: dict[str, list[Thing]] = {}
    for thing in things(system):
        found.setdefault(thing.subject, []).append(thing)
    said = {}
    for subject, same in found.items():
        for each in same:
            said[f"{subject} ({each.logical_id})" if same[1:] else subject] = each.aspects
    return said


Said = Mapping[str, Mapping[Aspect, Any]]


def _between(subject: str, first: Said, second: Said) -> Iterator[Difference]:
    if subject not in first or subject not in second:
        here, there = (THERE if subject in said else None for said in (first, second))
        yield Difference((subject,), (), here, there)
        return
    for aspect in dict.fromkeys([*first[subject], *second[subject]]):
        one, other = first[subject].get(aspect), second[subject].get(aspect)
        if text(one) != text(other):
            yield Difference((subject,), aspect, *_apart(one, other))


def _apart(one: Any, other: Any) -> tuple[Any, Any]:
    """Return two values, of two sets what only the one has."""
    if not isinstance(one, Unordered) or not isinstance(other, Unordered):
        return one, other
    here, there = {*map(text, one)}, {*map(text, other)}
    return (
        Unordered(each for each in one if text(each) not in there) or None,
        Unordered(each for each in other if text(each) not in here) or None,
    )


def _merged(found: Iterable[Difference]) -> list[Difference]:
    """Say once what is to be said of several routes: one integration answers many of them."""
    merged: dict[Any, Difference] = {}
    for each in found:
        kind = each.subjects[0].partition(" ")[0]
        alike = kind == "route" and each.aspect
        key = (kind, each.aspect, text(each.one), text(each.other)) if alike else (each.subjects, each.aspect)
        before = merged.get(key)
        subjects = (*before.subjects, *each.subjects) if before else each.subjects
        merged[key] = Difference(subjects, each.aspect, each.one, each.other)
    return list(merged.values())


_WORDS: Final = ("API", "attribute", "authorizer", "backend", "integration", "scopes")


def _words(aspect: Aspect) -> str:
    """`integration waits for`; `attribute DeletionPolicy`; `settings of "GET /orders".ThrottlingRateLimit`"""
    words = 0
    while words < len(aspect) and (" " in aspect[words] or aspect[words] in _WORDS) and words < 2:
        words += 1
    return " ".join(filter(None, (*aspect[:words], dotted(aspect[words:]))))


def _shown(value: Any) -> str:
    if isinstance(value, Unordered):
        return "; ".join(each if isinstance(each, str) else shown(each) for each in value)
    return shown(value)


def _cut(one: str, other: str) -> tuple[str, str]:
    """Return of two long texts what stands around the first place where they differ."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    return _around(one, same), _around(other, same)


def _around(value: str, place: int) -> str:
    if len(value) <= _LONG:
        return value
    begin = max(0, place - _LONG // 4)
    end = begin + _LONG
    return f"{'…' if begin else ''}{value[begin:end]}{'…' if end < len(value) else ''}"
