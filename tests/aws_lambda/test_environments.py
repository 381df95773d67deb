"""Names of environment variables."""

import pytest

from generator.aws_lambda.environments import is_name


@pytest.mark.parametrize("name", ["TABLE", "table_2", "Ab"])
def test_a_name_is_taken(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["A", "_A", "1A", "LOG-LEVEL", "TABLE\n", ""])
def test_a_name_is_refused(name: str) -> None:
    assert not is_name(name)
