"""Formats of logs and their levels."""

from generator.aws_lambda.log_formats import DEFAULT, takes_levels


def test_levels_are_not_for_text_which_is_the_default() -> None:
    assert takes_levels("JSON")
    assert not takes_levels("Text")
    assert not takes_levels(DEFAULT)
