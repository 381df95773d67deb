"""Needs -> statements of IAM, as few as say the same, in an order that follows from what they say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from awacs.aws import Action, Allow, ArnLike, PolicyDocument, Statement, StringEquals
from awacs.aws import Condition as AllOf
from troposphere import Sub, encode_to_dict

from generator.launch_role.needs import Condition, Need
from generator.launch_role.scopes import covering

Conditions = tuple[Condition, ...]

_OPERATORS = {"ArnLike": ArnLike, "StringEquals": StringEquals}


def grouped(needs: Iterable[Need]) -> dict[str, list[Statement]]:
    """Return the statements of every service, in the order of their names.

    What an action is needed on is put together first; then actions that are needed on the same.
    """
    by_service = groupby(_merged(needs), key=lambda need: need.action.partition(":")[0])
    return {service: [*_statements([*group])] for service, group in by_service}


def _merged(needs: Iterable[Need]) -> list[Need]:
    """Return every action once for the same conditions, on all that it is needed on, sorted."""
    places: dict[tuple[str, str], tuple[Conditions, list[str]]] = {}
    for need in needs:
        _, resources = places.setdefault((need.action, _key(need.conditions)), (need.conditions, []))
        resources += need.resources
    merged = [
        Need(action, tuple(sorted(covering(resources))), conditions)
        for (action, _), (conditions, resources) in sorted(places.items(), key=lambda item: item[0])
    ]
    return _with_values_together(merged)


def _with_values_together(needs: Iterable[Need]) -> list[Need]:
    """Put together what differs in the value of one condition: a role that is passed to this service, or to that."""
    found: dict[Any, Need] = {}
    for need in needs:
        key: Any = need[:2]
        if len(need.conditions) == 1:
            ((operator, name, values),) = need.conditions
            key = (*key, operator, name)
            earlier = found[key].conditions[0][2] if key in found else ()
            need = need._replace(conditions=((operator, name, (*earlier, *values)),))
        else:
            key = (*key, _key(need.conditions))
        found[key] = need
    return [*found.values()]


def _statements(needs: list[Need]) -> Iterator[Statement]:
    together: dict[tuple[tuple[str, ...], str], list[Need]] = {}
    for need in needs:
        together.setdefault((need.resources, _key(need.conditions)), []).append(need)
    for same in together.values():
        yield _statement(same)


def _statement(needs: list[Need]) -> Statement:
    conditions = needs[0].conditions
    actions = [Action(*need.action.split(":", 1)) for need in needs]
    when = {"Condition": AllOf([*map(_written, conditions)])} if conditions else {}
    return Statement(Effect=Allow, Action=actions, Resource=[_value(arn) for arn in needs[0].resources], **when)


def _written(condition: Condition) -> Any:
    operator, key, values = condition
    written = [_value(value) for value in values]
    return _OPERATORS[operator]({key: written[0] if len(written) == 1 else written})


def _value(text: Any) -> Any:
    """Return a text as it stands in a template: `!Sub` where it has places, and other functions as they are."""
    return Sub(text) if isinstance(text, str) and "${" in text else text


def _key(conditions: Conditions) -> str:
    """Return what tells conditions apart, and sorts them: what has none comes first."""
    return json.dumps(encode_to_dict([*conditions])) if conditions else ""


def document(statements: Iterable[Statement]) -> PolicyDocument:
    return PolicyDocument(Version="2012-10-17", Statement=list(statements))
