"""Names of stages, and their variables."""

from __future__ import annotations

import pytest

from generator.http_api.stages import name_problem, variable_problem, variable_value_problem

NAME = "must be $default, or at most 128 letters, digits, '-' and '_'"
VARIABLE = "must be at most 64 letters, digits and '_'"


@pytest.mark.parametrize("name", ["$default", "live", "v1_2-a", "a" * 128])
def test_a_stage_may_have_this_name(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize("name", ["", "$live", "a.b", "a b", "a" * 129, "m\N{LATIN SMALL LETTER A WITH DIAERESIS}"])
def test_a_stage_may_not_have_this_name(name: str) -> None:
    assert name_problem(name) == NAME


def test_variables_have_short_plain_names() -> None:
    assert [variable_problem(name) for name in ("table", "Table_2", "a" * 64)] == [None, None, None]
    assert [variable_problem(name) for name in ("", "my-table", "a" * 65)] == [VARIABLE, VARIABLE, VARIABLE]


def test_values_of_variables_have_the_characters_of_an_address() -> None:
    assert variable_value_problem("https://a.example/?b=1,2#c~d_e&f") is None
    assert variable_value_problem("a b") == "must be letters, digits and -._~:/?#&=,"
    assert variable_value_problem("") == "must be letters, digits and -._~:/?#&=,"
    assert variable_value_problem("a" * 513) == "must have at most 512 characters"
