"""Which conditions can hold together, whatever a parameter may be beside what conditions name."""

from __future__ import annotations

from typing import Any

from generator import worlds

LETTERS = "abcdefgh"
PARAMETERS = [f"P{index}" for index in range(8)]
ALLOWED = dict.fromkeys(PARAMETERS, LETTERS)


def equals(parameter: str, letter: str) -> dict[str, Any]:
    return {"Fn::Equals": [{"Ref": parameter}, letter]}


ANY_IS_A = {"Fn::Or": [equals(name, "a") for name in PARAMETERS]}


def test_values_that_no_condition_names_count_as_one() -> None:
    conditions = {"AnyIsA": ANY_IS_A, "FirstIsA": equals("P0", "a"), "FirstIsZ": equals("P0", "z")}

    assert worlds.possible(conditions, ALLOWED, {"AnyIsA": True, "FirstIsA": False}, {})
    assert not worlds.possible(conditions, ALLOWED, {"AnyIsA": False, "FirstIsA": True}, {})
    assert not worlds.possible(conditions, ALLOWED, {"FirstIsZ": True}, {})


def test_a_parameter_that_has_to_be_what_conditions_name_is_so() -> None:
    conditions = {"IsA": equals("P0", "a"), "IsB": equals("P0", "b")}

    assert not worlds.possible(conditions, {"P0": ["a", "b"]}, {"IsA": False, "IsB": False}, {})
    assert worlds.possible(conditions, {"P0": ["a", "b", "c"]}, {"IsA": False, "IsB": False}, {})
    assert not worlds.possible(conditions, {"P0": ["a", "b", "c"]}, {"IsA": False}, {"P0": "a"})
    assert worlds.worlds(conditions, {"P0": ["a", "b", "c", "d"]}, ["IsA", "IsB"]) == [
        {"IsA": True, "IsB": False},
        {"IsA": False, "IsB": True},
        {"IsA": False, "IsB": False},
    ]
