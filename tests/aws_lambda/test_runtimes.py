from pathlib import Path

import boto3
import pytest

from generator.aws_lambda.runtimes import RUNTIMES, X86_64_ONLY, default_handler, language
from tests.support import Project

# What Lambda runs nowhere any more; cfn-lint's LmbdRuntimeLifecycle.json has their dates.
GONE = {
    "nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "python2.7",
    "python3.6", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "ruby2.5",
}  # fmt: skip


def test_the_runtimes_are_those_of_lambdas_api() -> None:
    client = boto3.client("lambda", region_name="eu-central-1")  # type: ignore[no-untyped-call]
    of_api = client.meta.service_model.shape_for("Runtime").enum

    assert set(RUNTIMES) == set(of_api) - GONE


def test_every_runtime_but_gos_has_a_language() -> None:
    assert [runtime for runtime in RUNTIMES if language(runtime) is None] == ["go1.x"]
    assert set(RUNTIMES) > X86_64_ONLY


@pytest.mark.parametrize(
    ("runtime", "handler"),
    [
        ("python3.14", "app.handler"),
        ("nodejs24.x", "app.handler"),
        ("ruby3.4", "app.handler"),
        ("provided.al2023", "bootstrap"),
        ("java21", None),
        ("dotnet8", None),
        ("go1.x", None),
    ],
)
def test_a_language_has_a_usual_handler_or_none(runtime: str, handler: str | None) -> None:
    assert default_handler(runtime) == handler


@pytest.mark.parametrize(
    ("runtime", "problem"),
    [
        ("pyhton3.14", " (got pyhton3.14); did you mean python3.14?"),
        ("Python3.14", " (got Python3.14); did you mean python3.14?"),
        ("nodejs22", " (got nodejs22); did you mean nodejs22.x?"),
        ("cobol", " (got cobol)"),
        ("''", " (got empty text)"),
    ],
)
def test_a_runtime_that_lambda_does_not_have(project: Project, runtime: str, problem: str) -> None:
    message = f"must be a runtime of Lambda, such as python3.14 or nodejs24.x{problem}"
    project.function("hello")

    assert project.problems(f"functions: {{hello: {{code: lambda_code/hello, runtime: {runtime}}}}}\n") == [
        f"apis/demo.yaml:1:46: functions.hello.runtime: {message}"
    ]
    assert project.problems(f"defaults: {{runtime: {runtime}}}\nfunctions: {{hello: lambda_code/hello}}\n") == [
        f"apis/demo.yaml:1:12: defaults.runtime: {message}"
    ]


def test_an_old_runtime_has_no_arm64(project: Project) -> None:
    project.write("lambda_code/hello/bootstrap", "x").chmod(0o755)
    function = "code: lambda_code/hello, runtime: provided"

    assert project.problems(f"functions: {{hello: {{{function}}}}}\n") == [
        "apis/demo.yaml:1:46: functions.hello.runtime: runs on x86_64 only (got provided): say architecture: x86_64"
    ]
    assert project.problems(f"functions: {{hello: {{{function}, architecture: x86_64}}}}\n") == []


@pytest.mark.lint
def test_cfn_lint_says_when_a_runtimes_time_is_over(root: Path) -> None:
    from generator import lint

    golden = (root / "tests/specs/templates_out/code-zip/template.yaml").read_text()
    findings = lint.findings(golden.replace("python3.14", "python3.7"), "template.yaml")

    assert ["Runtime 'python3.7' was deprecated" in finding.message for finding in findings] == [True]
