"""Worlds: which conditions of the raw section can hold together.

Where one of two domains is there in production and the other everywhere else, one of them always is; and a branch of an
`!If` that can never be taken is refused by cfn-lint (W1028).
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from troposphere import encode_to_dict

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

World = dict[str, bool]  # whether each condition holds

_MOST: Final = 4_096  # worlds; beyond, conditions are taken to be independent of one another
_ANOTHER: Final = object()  # a value that no condition names


class _UnknownError(Exception):
    """A condition that cannot be understood."""


def worlds(spec: ApiSpec, names: Iterable[str]) -> list[World]:
    """Return every combination of these conditions that can be; every one at all if it cannot be told."""
    names = list(dict.fromkeys(names))
    raw = spec.cloudformation.conditions if spec.cloudformation else {}
    conditions = encode_to_dict(raw)
    try:
        found = [{name: _holds(name, conditions, values) for name in names} for values in _values(spec, conditions)]
    except (_UnknownError, RecursionError):
        found = [dict(zip(names, each, strict=True)) for each in product((True, False), repeat=min(len(names), 12))]
    return [dict(each) for each in dict.fromkeys(tuple(world.items()) for world in found)]


def covered(spec: ApiSpec, conditions: Iterable[str], by: Iterable[str]) -> bool:
    """Say whether one of `by` holds wherever one of the conditions does."""
    conditions, by = list(conditions), list(by)
    found = worlds(spec, [*conditions, *by])
    return all(any(world[name] for name in by) for world in found if any(world[name] for name in conditions))


def always_one(spec: ApiSpec, conditions: Iterable[str]) -> bool:
    """Say whether one of the conditions holds in any case."""
    return all(any(world.values()) for world in worlds(spec, conditions))


def _values(spec: ApiSpec, conditions: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every combination of values that conditions compare, by what has them: a `!Ref`, as JSON."""
    compared: dict[str, dict[Any, None]] = {}
    for left, right in _comparisons(conditions):
        if _is_a_switch(left, right):
            compared[_key([left, right])] = {True: None, False: None}
            continue
        value, literal = (left, right) if isinstance(left, dict) else (right, left)
        known = compared.setdefault(_key(value), _allowed(spec, value))
        if _ANOTHER in known:
            known[str(literal)] = None
    size = 1
    for values in compared.values():
        size *= len(values)
    if size > _MOST:
        raise _UnknownError
    for combination in product(*compared.values()):
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


def _allowed(spec: ApiSpec, value: dict[str, Any]) -> dict[Any, None]:
    """Return the values that a parameter may have, or one that stands for all that are not named."""
    parameter = spec.parameters.get(str(value.get("Ref")))
    allowed = parameter.allowed_values if parameter else None
    return dict.fromkeys(map(str, allowed)) if allowed else {_ANOTHER: None}


def _holds(name: str, conditions: dict[str, Any], values: dict[str, Any]) -> bool:
    if name not in conditions:
        raise _UnknownError
    return _is_true(conditions[name], conditions, values)


def _is_true(formula: Any, conditions: dict[str, Any], values: dict[str, Any]) -> bool:
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


def _value(value: Any, values: dict[str, Any]) -> Any:
    return values[_key(value)] if isinstance(value, dict) else str(value)


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
