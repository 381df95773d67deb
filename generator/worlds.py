"""Worlds: which conditions of a template can hold together, and with which values of parameters.

Where one of two domains is there in production and the other everywhere else, one of them always is.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any, Final

World = dict[str, bool]  # whether each condition holds
Conditions = Mapping[str, Any]
"""The section of a template, as plain data in the long form."""
Allowed = Mapping[str, Sequence[Any]]
"""The values that a parameter may have, by its name; a parameter that may have any is not in it."""
Values = Mapping[str, str]
"""What parameters are taken to be."""

_MOST: Final = 4_096  # worlds; beyond, conditions are taken to be independent of one another
_ANOTHER: Final = object()  # a value that no condition names


class _UnknownError(Exception):
    """A condition that cannot be understood."""


def worlds(conditions: Conditions, allowed: Allowed, names: Iterable[str]) -> list[World]:
    """Return every combination of these conditions that can be; every one at all if it cannot be told."""
    names = list(dict.fromkeys(names))
    try:
        combinations = _combinations(_comparisons(list(conditions.values())), allowed)
        found = [{name: _holds(name, conditions, values) for name in names} for values in combinations]
    except (_UnknownError, RecursionError):
        found = [dict(zip(names, each, strict=True)) for each in product((True, False), repeat=min(len(names), 12))]
    return [dict(each) for each in dict.fromkeys(tuple(world.items()) for world in found)]


def possible(conditions: Conditions, allowed: Allowed, world: World, values: Values) -> bool:
    """Say whether these conditions can be so while parameters have these values; True if it cannot be told.

    Only what the conditions compare counts, themselves and those that they name.
    """
    known = {**allowed, **{name: [value] for name, value in values.items()}}
    try:
        compared = _comparisons([conditions[name] for name in _reached(world, conditions)])
        return any(
            all(_holds(name, conditions, each) == holds for name, holds in world.items())
            for each in _combinations(compared, known)
        )
    except (_UnknownError, RecursionError):
        return True


def _reached(names: Iterable[str], conditions: Conditions) -> set[str]:
    """Return these conditions, and those that they name."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name in found:
            continue
        if name not in conditions:
            raise _UnknownError
        found.add(name)
        left += _named(conditions[name])
    return found


def _named(formula: Any) -> Iterator[str]:
    if isinstance(formula, dict):
        for name, argument in formula.items():
            if name == "Condition" and isinstance(argument, str):
                yield argument
            yield from _named(argument)
    elif isinstance(formula, list):
        for item in formula:
            yield from _named(item)


def _combinations(comparisons: Iterable[list[Any]], allowed: Allowed) -> Iterator[dict[str, Any]]:
    """Yield every combination of values that conditions compare, by what has them: a `!Ref`, as JSON."""
    compared: dict[str, tuple[Any, list[str]]] = {}
    for left, right in comparisons:
        if _is_a_switch(left, right):
            compared[_key([left, right])] = ([left, right], [])
            continue
        value, literal = (left, right) if isinstance(left, dict) else (right, left)
        compared.setdefault(_key(value), (value, []))[1].append(str(literal))
    choices = [_choices(value, literals, allowed) for value, literals in compared.values()]
    if prod(map(len, choices)) > _MOST:
        raise _UnknownError
    for combination in product(*choices):
        yield dict(zip(compared, combination, strict=True))


def _comparisons(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, dict):
        for name, argument in value.items():
            if name == "Fn::Equals" and isinstance(argument, list) and len(argument) == 2:
                yield argument
            yield from _comparisons(argument)
    elif isinstance(value, list):
        for item in value:
            yield from _comparisons(item)


def _choices(compared: Any, literals: list[str], allowed: Allowed) -> list[Any]:
    """Return what may become of what is compared with these literals; one value stands for all that are not named."""
    if isinstance(compared, list):
        return [True, False]
    values = list(dict.fromkeys(map(str, allowed.get(str(compared.get("Ref")), ()))))
    if not values:
        return [_ANOTHER, *dict.fromkeys(literals)]
    another = next((value for value in values if value not in literals), None)
    return [value for value in values if value in literals or value == another]


def _holds(name: str, conditions: Conditions, values: Mapping[str, Any]) -> bool:
    if name not in conditions:
        raise _UnknownError
    return _is_true(conditions[name], conditions, values)


def _is_true(formula: Any, conditions: Conditions, values: Mapping[str, Any]) -> bool:
    match formula:
        case {"Condition": str(name)}:
            return _holds(name, conditions, values)
        case {"Fn::Not": [inner]}:
            return not _is_true(inner, conditions, values)
        case {"Fn::And": list(all_of)}:
            return all(_is_true(each, conditions, values) for each in all_of)
        case {"Fn::Or": list(any_of)}:
            return any(_is_true(each, conditions, values) for each in any_of)
        case {"Fn::Equals": [left, right]} if _is_a_switch(left, right):
            return bool(values[_key([left, right])])
        case {"Fn::Equals": [left, right]}:
            return bool(_value(left, values) == _value(right, values))
    raise _UnknownError


def _is_a_switch(left: Any, right: Any) -> bool:
    """Say whether a comparison may come out either way: of two functions, or of two texts, set by hand."""
    return isinstance(left, dict) == isinstance(right, dict)


def _value(value: Any, values: Mapping[str, Any]) -> Any:
    return values[_key(value)] if isinstance(value, dict) else str(value)


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)
