"""Templates that CloudFormation would not read."""

from typing import Any

import pytest

from generator.errors import SpecError
from generator.templates import limits


def problems(body: dict[str, Any], text: str = "") -> list[str]:
    try:
        limits.check(body, text)
    except SpecError as error:
        return [str(problem) for problem in error.problems]
    return []


def section(name: str, count: int) -> dict[str, Any]:
    return {name: {f"A{n}": {} for n in range(count)}}


@pytest.mark.parametrize(
    ("name", "most"), [("Resources", 500), ("Outputs", 200), ("Parameters", 200), ("Mappings", 200)]
)
def test_a_section_has_a_most(name: str, most: int) -> None:
    what = name.lower()

    assert problems(section(name, most)) == []
    assert problems(section(name, most + 1)) == [
        f"leads to {most + 1} {what}, but a template may have {most}: split it into two specs, or move what "
        "stands under cloudformation into another stack"
    ]


def test_all_that_is_too_much_is_told_at_once() -> None:
    assert [line.split(",")[0] for line in problems({**section("Resources", 501), **section("Outputs", 201)})] == [
        "leads to 501 resources",
        "leads to 201 outputs",
    ]


def test_a_transform_may_change_the_number_but_not_the_text() -> None:
    body = {"Transform": "AWS::LanguageExtensions", **section("Resources", 501)}

    assert problems(body) == []
    assert len(problems(body, "x" * 1_000_001)) == 1


def test_the_text_is_measured_in_bytes() -> None:
    assert problems({}, "é" * 500_000) == []
    assert problems({}, "é" * 500_000 + "x") == [
        "leads to a template of 1,000,001 bytes, but CloudFormation reads at most 1,000,000: package code with "
        "inline: false, or split it into two specs"
    ]
