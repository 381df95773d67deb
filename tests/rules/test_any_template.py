"""Whatever stands in a template, no rule of the pack fails: what has another form is for cfn-lint to say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from generator.template_model import read
from tests.rules.pack import pack
from tests.template_model.support import body

GOLDENS = sorted(Path("tests/specs/templates_out").glob("*/*.yaml"))
PUBLISHED = sorted(Path("tests/rules/published").glob("*"))
ODD: list[Any] = [
    None, True, 0, -1, 2.5, "", "$default", "x" * 5_000, [], [[]], [None], {}, {"a": {}}, {1: 2}, {"Ref": 3},
    {"Ref": "HttpApi"}, {"Ref": "Nothing"}, {"Ref": "AWS::NoValue"}, {"Fn::GetAtt": "HttpApi.ApiId"},
    {"Fn::GetAtt": []}, {"Fn::Sub": "${HttpApi}/${}"}, {"Fn::Sub": []}, {"Fn::Sub": ["${A}", {"A": None}]},
    {"Fn::If": ["A", 1]}, {"Fn::If": ["IsThere", "a", {"Ref": "AWS::NoValue"}]}, {"Fn::Join": ["", "a"]},
    {"Fn::Join": ["", [None, {"a": 1}]]}, {"Fn::FindInMap": ["A", "B", "C"]},
    {"Fn::Select": ["x", {"Fn::Split": ["", "a"]}]}, {"Fn::ImportValue": "a"}, {"Fn::Cidr": 1},
    {"Fn::Transform": {"Name": "AWS::Include"}, "a": 1},
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the places of everything inside a template."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in entries:
        yield (*path, key)
        yield from places(item, (*path, key))


def changed(template: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return a template with another value at one place."""
    found = deepcopy(template)
    holder = found
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return found


def check_everything(template: Any) -> None:
    model = read(template)
    for rule in pack().values():
        for finding in rule.check(model):
            assert finding.message
            assert model.place(finding.path)


@pytest.mark.parametrize("golden", [*GOLDENS, *PUBLISHED], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_rule_fails_on_a_template_with_odd_values(golden: Path) -> None:
    template = body(golden.read_text())
    chance = random.Random(golden.as_posix())
    everywhere = list(places(template))

    for path in chance.sample(everywhere, min(12, len(everywhere))):
        check_everything(changed(template, path, chance.choice(ODD)))


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["authorizers-lambda", "stages"])
def test_no_rule_fails_whatever_stands_anywhere(name: str) -> None:
    template = body(Path(f"tests/specs/templates_out/{name}/template.yaml").read_text())
    chance = random.Random(name)

    for path in places(template):
        for value in chance.sample(ODD, 3):
            check_everything(changed(template, path, value))
