import pytest

from generator.errors import (
    CheckError,
    DeployError,
    GeneratorError,
    OutputError,
    Problem,
    SpecError,
    SpecPath,
    did_you_mean,
    dotted,
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("stage",), "stage"),
        (("functions", "order-mailer", "timeout"), "functions.order-mailer.timeout"),
        (("routes", "GET /orders", "scopes", 0), 'routes."GET /orders".scopes[0]'),
        (("routes", "$default"), 'routes."$default"'),
        (("functions", "1a"), 'functions."1a"'),
        (("functions", ""), 'functions.""'),
        (("tags", "é"), 'tags."é"'),
        (("tags", "_a"), "tags._a"),
        ((0, 1, "a"), "[0][1].a"),
        (("cloudformation", "Metadata", "AWS::X"), 'cloudformation.Metadata."AWS::X"'),
    ],
)
def test_a_path_is_written_with_dots_and_quotes_where_they_are_needed(path: SpecPath, text: str) -> None:
    assert dotted(path) == text


def test_a_path_stands_on_one_line_whatever_its_keys() -> None:
    assert "\n" not in dotted(("routes", "GET\n/a", "function"))


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem(("stage", "name"), "must be text"), "stage.name: must be text"),
        (Problem((), "is empty", "apis/a.yaml:1:1"), "apis/a.yaml:1:1: is empty"),
        (Problem(("stage",), "is wrong", "apis/a.yaml:3:1"), "apis/a.yaml:3:1: stage: is wrong"),
        (Problem((), "is wrong"), "is wrong"),
    ],
)
def test_a_problem_says_where_it_stands_and_what_is_wrong(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_a_problem_is_located_by_a_copy() -> None:
    problem = Problem(("stage",), "is wrong")

    assert problem.at("apis/a.yaml:3:1") == Problem(("stage",), "is wrong", "apis/a.yaml:3:1")
    assert problem.place == ""


def test_a_spec_error_has_one_line_for_each_problem() -> None:
    error = SpecError(Problem((name,), "is wrong", f"apis/a.yaml:{line}:1") for line, name in ((1, "a"), (2, "b")))

    assert str(error) == "apis/a.yaml:1:1: a: is wrong\napis/a.yaml:2:1: b: is wrong"
    assert [problem.path for problem in error.problems] == [("a",), ("b",)]


@pytest.mark.parametrize("error", [SpecError, CheckError, OutputError, DeployError])
def test_every_error_for_users_is_a_generator_error(error: type[Exception]) -> None:
    assert issubclass(error, GeneratorError)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("allow_origin", ["allow_methods", "allow_origins"], "; did you mean allow_origins?"),
        ("memory", ["memory_size", "timeout"], "; did you mean memory_size?"),
        ("xyz", ["memory_size", "timeout"], ""),
        ("", ["memory_size"], ""),
        (5, ["5a"], ""),
        (None, [], ""),
    ],
)
def test_a_close_misspelling_gets_a_hint(word: object, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint
