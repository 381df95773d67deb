"""What holds for every rule of the pack: it is whole, and its own examples are what it says they are."""

import re
from pathlib import Path

import pytest

from generator import rules
from tests.rules.pack import findings, pack

RULES = pack()


def test_every_module_of_the_pack_is_in_its_table() -> None:
    folder = Path(rules.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "rule"}

    assert modules == {type(rule).__module__.rpartition(".")[2] for rule in RULES.values()}
    assert sorted(rules.__all__) == sorted(type(rule).__name__ for rule in RULES.values())


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_says_what_why_and_what_to_do(rule_id: str) -> None:
    rule = RULES[rule_id]

    assert re.fullmatch(r"[EWI]9[1-9]\d\d", rule_id)
    assert rule.shortdesc
    assert not rule.shortdesc.endswith(".")
    assert rule.description.endswith(".")
    assert rule.fix.endswith(".")
    assert rule.source_url.startswith("https://")
    assert rule.tags[0] == "http-api"
    assert len(rule.tags) > 1


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_catches_its_bad_example(rule_id: str) -> None:
    assert findings(RULES[rule_id].bad, rule_id)


@pytest.mark.parametrize("rule_id", RULES)
def test_nothing_is_said_of_a_good_example(rule_id: str) -> None:
    assert findings(RULES[rule_id].good) == []
