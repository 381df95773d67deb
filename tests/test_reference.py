"""`docs/reference.md` is compared with the models of the language: every field, and every default."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from troposphere import apigatewayv2, awslambda, logs

from generator.spec.api import ApiSpec
from generator.spec.cloudformation import CloudFormation
from generator.spec.functions import FunctionSettings, FunctionSpec
from generator.spec.log_groups import LogGroup
from generator.spec.parameters import Parameter
from generator.spec.routes import RouteSpec
from generator.spec.stage import Stage

REFERENCE = (Path(__file__).parent.parent / "docs/reference.md").read_text()
MODELS: dict[str, type[BaseModel]] = {
    "## The whole": ApiSpec,
    "## functions": FunctionSpec,
    "### Log groups": LogGroup,
    "## routes": RouteSpec,
    "## stage": Stage,
    "## parameters": Parameter,
}


def section(heading: str) -> str:
    """Return the text of a section up to the next heading."""
    return re.split(r"\n#+ ", REFERENCE.split(f"\n{heading}\n", 1)[1], maxsplit=1)[0]


def rows(heading: str) -> dict[str, str]:
    """Return the section's table: default by field; a row may have several fields."""
    found = re.findall(r"^\| (`.+?`) \| (.+?) \|", section(heading), re.MULTILINE)
    return {field: default for fields, default in found for field in re.findall(r"`([^`]+)`", fields)}


@pytest.mark.parametrize("heading", MODELS)
def test_every_field_stands_in_the_reference_and_no_other(heading: str) -> None:
    fields = set(MODELS[heading].model_fields) - {"name"} if heading == "## The whole" else MODELS[heading].model_fields

    assert set(rows(heading)) == set(fields)


@pytest.mark.parametrize("heading", ["## functions", "### Log groups"])
def test_defaults_are_as_the_reference_says(heading: str) -> None:
    fields = MODELS[heading].model_fields
    literal = {name: default.strip("`") for name, default in rows(heading).items() if default.startswith("`")}

    assert literal == {name: str(fields[name].default) for name in literal}
    assert literal


def test_what_is_required_is_said_to_be() -> None:
    for heading, model in MODELS.items():
        required = {name for name, field in model.model_fields.items() if field.is_required()} - {"name"}
        said = {name for name, default in rows(heading).items() if default == "required"}
        assert said == required - ({"name"} if heading == "## The whole" else set())


def test_defaults_for_all_functions_are_listed() -> None:
    assert set(re.findall(r"`(\w+)`", section("## defaults"))) == set(FunctionSettings.model_fields)


def test_the_raw_sections_are_listed() -> None:
    listed = re.findall(r"`(\w+)`", section("## cloudformation").split("They are merged")[0])

    assert set(listed) == {field.alias for field in CloudFormation.model_fields.values()}


# Where a model's fields become properties, with the prefix or suffix that the group already says.
PROPERTIES: list[tuple[str, type[BaseModel], list[Any], list[str], list[str]]] = [
    ("", ApiSpec, [apigatewayv2.Api], [""], [""]),
    ("functions.", FunctionSpec, [awslambda.Function], [""], [""]),
    ("functions.log_group.", LogGroup, [logs.LogGroup], [""], [""]),
    ("stage.", Stage, [apigatewayv2.Stage, apigatewayv2.RouteSettings], ["", "Stage"], ["", "Enabled", "Settings"]),
]


def test_every_field_is_a_propertys_snake_case_or_a_word_in_the_table() -> None:
    """`stage.throttling` and `functions.log_group` are groups: what stands in them is the property."""
    own = {word for words in rows_of_words() for word in words}
    groups = {"stage.throttling", "functions.log_group", "parameters", "stage", "routes", "name"}
    for prefix, model, types, heads, tails in PROPERTIES:
        properties = {name for each in types for name in each.props}
        for field in model.model_fields:
            pascal = "".join(word.capitalize() for word in field.split("_"))
            known = {head + pascal + tail for head in heads for tail in tails} & properties
            assert known or prefix + field in own | groups, prefix + field


def rows_of_words() -> list[list[str]]:
    table = re.findall(r"^\| (`.+?`) \| .+? \|$", section("## Words of the language itself"), re.MULTILINE)
    return [re.findall(r"`([^`]+)`", words) for words in table]


def test_the_words_in_the_table_exist() -> None:
    models: dict[str, type[BaseModel]] = {
        "functions": FunctionSpec,
        "routes": RouteSpec,
        "stage": Stage,
        "parameters": Parameter,
    }
    for word in (word for words in rows_of_words() for word in words):
        first, *rest = word.split(".")
        assert first in ApiSpec.model_fields
        assert not rest or rest[0] in models[first].model_fields
