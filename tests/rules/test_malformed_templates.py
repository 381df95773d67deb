"""A rule does not fail over its own example, whatever stands at any place of it.

The data are plain, as those of SAM's translator are; `test_any_template` has what cfn-lint reads, which is hashable.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from generator.template_model import read
from tests.rules.pack import pack
from tests.template_model.support import body

RULES = pack()
SHAPES: tuple[Any, ...] = (
    None, 1.5, "", [], {}, [None, [], {}], {1: {"a": None}}, {"Ref": "AWS::NoValue"}, {"Ref": 5},
    {"Fn::If": ["Nothing", [], {}]}, {"Fn::Join": ["", [None, {"Ref": "HttpApi"}]]},
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the paths to all that stands in a value, the section of resources excepted."""
    if len(path) > 1:
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in list(entries):
        yield from places(item, (*path, key))


def plain(value: Any) -> Any:
    """Return plain data: what cfn-lint reads is hashable, and what the translator of SAM makes is not."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("rule_id", [each for each in RULES if "Transform" not in RULES[each].good])
def test_a_rule_does_not_fail_over_what_is_malformed(rule_id: str) -> None:
    rule = RULES[rule_id]
    template = plain(body(rule.good))
    for path in places(template):
        for shape in SHAPES:
            malformed = deepcopy(template)
            parent = malformed
            for key in path[:-1]:
                parent = parent[key]
            parent[path[-1]] = shape
            model = read(malformed)
            for finding in rule.check(model):
                assert model.place(finding.path), (path, shape)
