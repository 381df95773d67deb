"""The file in which inline code stands."""

import pytest

from generator.aws_lambda.inline_code import file_name, has_file, is_es_module


@pytest.mark.parametrize(
    ("runtime", "name"), [("python3.14", "index.py"), ("nodejs24.x", "index.js"), ("ruby3.4", None), ("cobol", None)]
)
def test_the_file_is_called_index_in_the_languages_that_there_are(runtime: str, name: str | None) -> None:
    assert file_name(runtime) == name


def test_a_handler_names_the_file() -> None:
    assert has_file("index.handler")
    assert not has_file("app.handler")


def test_only_node_has_es_modules() -> None:
    assert is_es_module("export const handler = 1", "nodejs24.x")
    assert not is_es_module("exports.handler = 1", "nodejs24.x")
    assert not is_es_module("import os", "python3.14")
