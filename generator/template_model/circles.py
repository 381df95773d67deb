"""Functions that wait for themselves: what they refer to waits for them.

`Circular dependency between resources`, says CloudFormation (aws/serverless-application-model#386).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.template_model.functions import functions
from generator.template_model.references import named
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import Facts, Path


class Need(NamedTuple):
    """That one resource refers to another or depends on it, where it does, and when."""

    resource: str
    needed: str
    path: Path
    given: Facts


Circle = list[Need]
"""The needs that lead from a resource back to itself."""


def circles(template: Template) -> Iterator[Circle]:
    """Yield for each function the shortest way on which it waits for itself, beginning with the function."""
    needs = {name: list(_needs(resource)) for name, resource in template.resources.items()}
    caught = _waiting_for_ever({name: {need.needed for need in found} for name, found in needs.items()})
    for function in functions(template):
        circle = _way_back(function.logical_id, needs, caught) if function.logical_id in caught else None
        if circle and template.possible(frozenset().union(*(need.given for need in circle))):
            yield circle


def _needs(resource: Resource) -> Iterator[Need]:
    for name, path, given in named(resource):
        if name in resource.template.resources:
            yield Need(resource.logical_id, name, path, given)


def _waiting_for_ever(needs: Mapping[str, set[str]]) -> set[str]:
    """Return what can never be made, because it waits for a circle or is a part of one."""
    left = {name: len(needed) for name, needed in needs.items()}
    waiting: dict[str, list[str]] = defaultdict(list)
    for name, needed in needs.items():
        for each in needed:
            waiting[each].append(name)
    made = deque(name for name, count in left.items() if not count)
    while made:
        for name in waiting[made.popleft()]:
            left[name] -= 1
            if not left[name]:
                made.append(name)
    return {name for name, count in left.items() if count}


def _way_back(start: str, needs: Mapping[str, list[Need]], caught: set[str]) -> Circle | None:
    ways: dict[str, Circle] = {start: []}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        for need in needs[name]:
            way = [*ways[name], need]
            if need.needed == start:
                return way
            if need.needed in caught and need.needed not in ways:
                ways[need.needed] = way
                waiting.append(need.needed)
    return None
