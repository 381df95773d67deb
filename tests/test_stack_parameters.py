"""Values for a stack: of a set, of the command line, and those that are missing."""

from pathlib import Path

import pytest

from generator import pipeline, stack_parameters
from generator.errors import DeployError
from generator.pipeline import Generated
from tests.support import Project

SPEC = """
    functions: {hello: {code: lambda_code/hello, inline: false}}
    parameters:
      Retention: {type: Number, default: 30, max_value: 365}
      Colour: {type: String, allowed_values: [red, dark blue]}
    defaults: {log_group: {retention_in_days: !Ref Retention}, environment: {COLOUR: !Ref Colour}}
    parameter_sets:
      dev: {Retention: 7, Colour: red}
    cloudformation: {Parameters: {Owner: {Type: String}}}
"""


@pytest.fixture
def generated(project: Project) -> Generated:
    project.function("hello")
    return pipeline.generate([project.load(SPEC)], Path("templates_out"))[0]


def test_values_of_the_command_line_win_over_those_of_the_set(generated: Generated) -> None:
    values = stack_parameters.values(generated, generated.template.body, "dev", ["Colour=dark blue", "Owner=a=b"])

    assert values == {"Retention": 7, "Colour": "dark blue", "Owner": "a=b"}


def test_without_a_set_only_the_command_line_counts(generated: Generated) -> None:
    assert stack_parameters.values(generated, generated.template.body, None, ["Colour=red"]) == {"Colour": "red"}
    assert stack_parameters.values(generated, generated.template.body, None, []) == {}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (["Color=red"], "--parameter Color=red: there is no such parameter; did you mean Colour?"),
        (["X=1"], "--parameter X=1: there is no such parameter; known here: Retention, Colour, CodeBucket, Owner"),
        (["Colour"], "--parameter Colour: write NAME=VALUE"),
        (
            ["Colour=green", "Retention=400"],
            "--parameter Colour=green: must be one of red, dark blue\n--parameter Retention=400: must be at most 365",
        ),
    ],
)
def test_a_value_that_is_not_taken_is_told_with_all_others(
    generated: Generated, parameters: list[str], message: str
) -> None:
    with pytest.raises(DeployError) as error:
        stack_parameters.values(generated, generated.template.body, None, parameters)

    assert str(error.value) == message


def test_what_has_neither_a_default_nor_a_value_is_missing(generated: Generated) -> None:
    assert stack_parameters.missing(generated.template.body, []) == ["Colour", "Owner"]
    assert stack_parameters.missing(generated.template.body, ["Owner=ada"]) == ["Colour"]
    assert stack_parameters.missing(generated.template.body, ["Owner=", "Colour=red"]) == []
