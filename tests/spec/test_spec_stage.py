import pytest

from generator.http_api import quotas
from tests.support import Project

_NAME = "must be $default, or at most 128 letters, digits, '-' and '_'"
_FIELDS = "name, description, throttling, detailed_metrics, access_log, variables"
_RETENTION = f"must be one of {', '.join(map(str, quotas.RETENTION_DAYS))} days"


def _with(stage: str) -> str:
    """Return a spec with this stage in line 2."""
    return f"functions: {{hello: lambda_code/hello}}\nstage: {stage}\n"


def test_a_stage_has_careful_defaults(hello: Project) -> None:
    assert hello.spec("functions: {hello: lambda_code/hello}\n").stage.model_dump() == {
        "name": "$default",
        "description": None,
        "throttling": {"rate_limit": 100, "burst_limit": 200},
        "detailed_metrics": None,
        "access_log": {"retention_in_days": 30, "deletion_policy": "Delete"},
        "variables": {},
    }


def test_the_access_log_can_be_turned_off(hello: Project) -> None:
    assert hello.spec(_with("{access_log: false}")).stage.access_log is None


@pytest.mark.parametrize(
    "stage",
    [
        "{}",
        "{name: $default}",
        "{name: dev}",
        "{name: '2024'}",
        "{name: 0123}",
        f"{{name: {'a' * 128}}}",
        "{description: !Ref X}",
        f"{{description: {'é' * 1024}}}",
        "{throttling: {rate_limit: 0.1, burst_limit: 1}}",
        "{throttling: {rate_limit: !Ref X, burst_limit: !If [A, 1, 2]}}",
        "{detailed_metrics: false}",
        "{access_log: {}}",
        "{access_log: {retention_in_days: !Ref X, deletion_policy: Retain}}",
        "{variables: {}}",
        "{variables: {color: blue, a_1: !Ref X}}",
        "{variables: {url: 'https://a.example.com/x?y=1&z=2,3#4'}}",
        f"{{variables: {{{'k' * 64}: {'v' * 512}}}}}",
    ],
)
def test_a_valid_stage(hello: Project, stage: str) -> None:
    assert hello.problems(_with(stage)) == []


@pytest.mark.parametrize(
    ("stage", "problem"),
    [
        ("null", "2:1: stage: must be a mapping (got nothing)"),
        ("dev", "2:1: stage: must be a mapping (got dev)"),
        ("[]", "2:1: stage: must be a mapping (got a list)"),
        ("!Ref X", "2:1: stage: must be a mapping, written out here (got !Ref X)"),
        ("{nam: dev}", "2:9: stage.nam: is no field of the language; did you mean name?"),
        ("{x: 1}", f"2:9: stage.x: is no field of the language; known here: {_FIELDS}"),
        ("{throtling: 1}", "2:9: stage.throtling: is no field of the language; did you mean throttling?"),
        ("{name: null}", "2:9: stage.name: must be text (got nothing)"),
        ("{name: 1}", '2:9: stage.name: must be text: put it in quotes, "1"'),
        ("{name: ''}", f"2:9: stage.name: {_NAME} (got empty text)"),
        ("{name: a b}", f"2:9: stage.name: {_NAME} (got a b)"),
        ("{name: a.b}", f"2:9: stage.name: {_NAME} (got a.b)"),
        ("{name: $Default}", f"2:9: stage.name: {_NAME} (got $Default)"),
        ("{name: é}", f"2:9: stage.name: {_NAME} (got é)"),
        (f"{{name: {'a' * 129}}}", f"2:9: stage.name: {_NAME} (got {'a' * 60}…)"),
        ("{name: !Ref X}", "2:9: stage.name: must be text, written out here (got !Ref X)"),
        ("{description: 5}", '2:9: stage.description: must be text: put it in quotes, "5"'),
        (f"{{description: {'x' * 1025}}}",
         f"2:9: stage.description: must have at most 1024 characters (got {'x' * 60}…)"),
        ("{throttling: null}", "2:9: stage.throttling: must be a mapping (got nothing)"),
        ("{throttling: {}}", "2:9: stage.throttling.rate_limit: is required"),
        ("{throttling: {rate_limit: 5}}", "2:9: stage.throttling.burst_limit: is required"),
        ("{throttling: {rate_limit: 0, burst_limit: 1}}",
         "2:22: stage.throttling.rate_limit: must be greater than 0 (got 0)"),
        ("{throttling: {rate_limit: 1, burst_limit: 0}}",
         "2:37: stage.throttling.burst_limit: must be greater than 0 (got 0)"),
        ("{throttling: {rate_limit: 1, burst_limit: 1.5}}",
         "2:37: stage.throttling.burst_limit: must be a whole number (got 1.5)"),
        ("{throttling: {rate_limit: null, burst_limit: 1}}",
         "2:22: stage.throttling.rate_limit: must be a number (got nothing)"),
        ("{throttling: {rate_limit: true, burst_limit: 1}}",
         "2:22: stage.throttling.rate_limit: must be a number (got true)"),
        ("{detailed_metrics: 1}", "2:9: stage.detailed_metrics: must be true or false (got 1)"),
        ("{access_log: true}", "2:9: stage.access_log: must be a mapping (got true)"),
        ("{access_log: null}", "2:9: stage.access_log: must be a mapping (got nothing)"),  # turns nothing off
        ("{access_log: 30}", "2:9: stage.access_log: must be a mapping (got 30)"),
        ("{access_log: {retention_in_days: 8}}",
         f"2:22: stage.access_log.retention_in_days: {_RETENTION} (got 8)"),
        ("{access_log: {format: x}}", "2:22: stage.access_log.format: is no field of the language; "
                                      "known here: retention_in_days, deletion_policy"),
        ("{variables: [a]}", "2:9: stage.variables: must be a mapping (got a list)"),
        ("{variables: {a: 1}}", '2:21: stage.variables.a: must be text: put it in quotes, "1"'),
        (f"{{variables: {{a: {'v' * 513}}}}}",
         f"2:21: stage.variables.a: must have at most 512 characters (got {'v' * 60}…)"),
        (f"{{variables: {{{', '.join(f'k{n}: v' for n in range(101))}}}}}",
         "2:9: stage.variables: must have at most 100 entries (got a mapping)"),
        # In the template this would be the function itself, not a variable named Ref.
        ("{variables: {Ref: X}}", "2:9: stage.variables: must be a mapping, written out here (got !Ref X)"),
    ],
)  # fmt: skip
def test_an_invalid_stage(hello: Project, stage: str, problem: str) -> None:
    assert f"apis/demo.yaml:{problem}" in hello.problems(_with(stage))


@pytest.mark.parametrize("name", ["a-b", "é", "a.b", "", "k" * 65])
def test_names_of_variables_are_letters_digits_and_underscores(hello: Project, name: str) -> None:
    (problem,) = hello.problems(_with(f"{{variables: {{'{name}': x}}}}"))

    assert "must be at most 64 letters, digits" in problem
    assert problem.startswith("apis/demo.yaml:2:21: stage.variables.")


# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
@pytest.mark.parametrize("value", ["a b", "", "é", "a'b", "{a}", "100%"])
def test_values_of_variables_have_characters_of_urls_only(hello: Project, value: str) -> None:
    assert hello.problems(_with(f'{{variables: {{a: "{value}"}}}}')) == [
        f"apis/demo.yaml:2:21: stage.variables.a: must be letters, digits and -._~:/?#&=, (got {value or 'empty text'})"
    ]
