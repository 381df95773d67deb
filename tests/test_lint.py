"""What cfn-lint finds: as findings, in each format, from the command line, and in what is generated."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from generator import lint, pipeline
from generator.cli import run
from generator.errors import CheckError
from generator.lint import Finding
from tests.support import Project

pytestmark = pytest.mark.lint

HTTPAPI = Path(sys.executable).with_name("httpapi")
HELLO = "functions: {hello: lambda_code/hello}\n"

CLEAN = "Resources:\n  Topic: {Type: AWS::SNS::Topic}\n"
ERROR = "Resources:\n  Topic: {Type: AWS::SNS::Topic, Properties: {Nope: 1}}\n"
WARNING = "Parameters:\n  Unused: {Type: String}\n" + CLEAN
INFORMATION = """\
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    UpdateReplacePolicy: Delete
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
"""
ERROR_LINE = "2:47: error E3002 Additional properties are not allowed ('Nope' was unexpected)"
WARNING_LINE = "2:3: warning W2001 Parameter Unused not used."
INFORMATION_LINE = (
    "2:3: informational I3011 'DeletionPolicy' is a required property (The default action when "
    "replacing/removing a resource is to delete it. Set explicit values for stateful resource)"
)
RAW_TABLE = HELLO + "cloudformation:\n" + INFORMATION.replace("\n", "\n  ").replace("Resources", "  Resources", 1)
FAILING = HELLO + "overrides:\n  HelloFunction:\n    Properties: {MemorySize: 3}\n"
FAILING_LINE = "49:7: error E3034 3 is less than the minimum of 128 (at Resources.HelloFunction.Properties.MemorySize, "


@pytest.fixture
def demo(project: Project) -> Project:
    project.function("hello")
    return project


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real command line in the working directory."""
    return subprocess.run(
        [HTTPAPI, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def lines(text: str) -> list[str]:
    return [str(finding) for finding in lint.findings(text, "t.yaml")]


# findings


def test_a_template_that_cloudformation_would_not_read_is_too_large() -> None:
    text = CLEAN + f"# {'x' * 1_000_000}\n"

    assert [str(finding) for finding in lint.findings(text, "large.yaml")] == [
        "large.yaml:1:1: error E1002 Template has 1,000,047 bytes, but CloudFormation reads at most 1,000,000: "
        "split it into two stacks"
    ]


def test_a_clean_template_has_no_findings() -> None:
    assert lines(CLEAN) == []


@pytest.mark.parametrize(
    ("text", "line", "fails"),
    [(ERROR, ERROR_LINE, True), (WARNING, WARNING_LINE, True), (INFORMATION, INFORMATION_LINE, False)],
)
def test_errors_and_warnings_fail_and_information_passes(text: str, line: str, fails: bool) -> None:
    (finding,) = lint.findings(text, "t.yaml")

    assert str(finding) == f"t.yaml:{line}"
    assert finding.fails is fails


def test_findings_stand_in_the_order_of_the_lines() -> None:
    text = WARNING + "  Bad: {Type: AWS::SNS::Topic, Properties: {Nope: 1}}\n" + INFORMATION.partition("\n")[2]

    assert [(finding.line, finding.rule) for finding in lint.findings(text, "t.yaml")] == [
        (2, "W2001"), (5, "E3002"), (6, "I3011"),
    ]  # fmt: skip


UNREADABLE = {
    "a tab": ("a:\n\tb: c\n", "t.yaml:2:1: error E0000 found character that cannot start any token"),
    "text": ("hello\n", "t.yaml:1:1: error E0000 Template needs to be an object."),
    "a list": ("- a\n", "t.yaml:1:1: error E0000 Template needs to be an object."),
    "nothing": ("", "t.yaml:1:1: error E1001 'Resources' is a required property"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_template_is_a_finding(name: str) -> None:
    text, line = UNREADABLE[name]

    assert lines(text) == [line]


def test_a_repeated_key_is_a_finding_at_both_places() -> None:
    assert lines("Resources:\n  A: {Type: AWS::SNS::Topic}\n  A: {Type: AWS::SNS::Topic}\n") == [
        "t.yaml:2:3: error E0000 Duplicate found 'A' (line 2)",
        "t.yaml:3:3: error E0000 Duplicate found 'A' (line 3)",
    ]


def test_a_template_in_json_is_linted_too() -> None:
    text = '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"Nope": 1}}}}'

    assert lines(text) == [
        "t.yaml:1:68: error E3002 Additional properties are not allowed ('Nope' was unexpected)"
    ]  # fmt: skip


def test_nested_aliases_are_a_finding() -> None:
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))

    assert [line[:70] for line in lines(laughs)] == [
        "t.yaml:1:1: error E0000 Template resolves to more than 250000 nodes on"
    ]


# formats

SOME = [
    Finding("a, b:c.yaml", 3, 5, "E3002", "error", "100% wrong\nreally"),
    Finding("t.yaml", 4, 1, "W2001", "warning", "unused: a, b", ("Parameters", "A")),
    Finding("t.yaml", 5, 1, "I3011", "informational", 'say "why"'),
]


def test_json_holds_exactly_the_fields_that_programs_read() -> None:
    assert json.loads(lint.report(SOME, "json")) == [
        {"file": "a, b:c.yaml", "rule": "E3002", "level": "error", "line": 3, "column": 5,
         "message": "100% wrong\nreally"},
        {"file": "t.yaml", "rule": "W2001", "level": "warning", "line": 4, "column": 1, "message": "unused: a, b"},
        {"file": "t.yaml", "rule": "I3011", "level": "informational", "line": 5, "column": 1, "message": 'say "why"'},
    ]  # fmt: skip


def test_github_gets_a_command_for_each_with_its_special_characters_escaped() -> None:
    assert lint.report(SOME, "github").splitlines() == [
        "::error file=a%2C b%3Ac.yaml,line=3,col=5,title=E3002::100%25 wrong%0Areally",
        "::warning file=t.yaml,line=4,col=1,title=W2001::unused: a, b",
        '::notice file=t.yaml,line=5,col=1,title=I3011::say "why"',
    ]


def test_text_has_a_line_for_each() -> None:
    assert lint.report(SOME[1:], "text").splitlines() == [
        "t.yaml:4:1: warning W2001 unused: a, b",
        't.yaml:5:1: informational I3011 say "why"',
    ]


@pytest.mark.parametrize(("form", "text"), [("text", ""), ("json", "[]"), ("github", "")])
def test_without_findings_there_is_nothing_to_read(form: lint.Format, text: str) -> None:
    assert lint.report([], form) == text


# httpapi lint


def test_a_clean_template_passes_in_silence(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("t.yaml", CLEAN)

    assert run(["lint", "t.yaml"]) == 0

    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "line", "code"), [(ERROR, ERROR_LINE, 1), (WARNING, WARNING_LINE, 1), (INFORMATION, INFORMATION_LINE, 0)]
)
def test_findings_go_to_stdout_and_errors_and_warnings_fail(
    text: str, line: str, code: int, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("some/t.yaml", text)

    assert run(["lint", "some/t.yaml"]) == code

    assert capsys.readouterr() == (f"some/t.yaml:{line}\n", "")


def test_several_templates_are_linted_together(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("a.yaml", INFORMATION)
    project.write("b.yaml", CLEAN)
    project.write("c.yaml", WARNING)

    assert run(["lint", "a.yaml", "b.yaml", "c.yaml"]) == 1

    assert capsys.readouterr() == (f"a.yaml:{INFORMATION_LINE}\nc.yaml:{WARNING_LINE}\n", "")


def test_json_of_several_templates_is_one_list(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("a.yaml", ERROR)
    project.write("b.yaml", WARNING)

    assert run(["lint", "a.yaml", "b.yaml", "--format", "json"]) == 1

    assert [(each["file"], each["level"]) for each in json.loads(capsys.readouterr().out)] == [
        ("a.yaml", "error"),
        ("b.yaml", "warning"),
    ]


def test_json_of_a_clean_template_is_an_empty_list(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("t.yaml", CLEAN)

    assert run(["lint", "t.yaml", "--format", "json"]) == 0

    assert capsys.readouterr() == ("[]\n", "")


def test_github_format_reaches_the_command_line(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("t.yaml", WARNING)

    assert run(["lint", "t.yaml", "--format", "github"]) == 1

    assert capsys.readouterr() == (
        "::warning file=t.yaml,line=2,col=3,title=W2001::Parameter Unused not used.\n",
        "",
    )


def test_a_mark_of_the_byte_order_is_no_part_of_the_template(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("t.yaml", b"\xef\xbb\xbf" + CLEAN.replace("\n", "\r\n").encode())

    assert run(["lint", "t.yaml"]) == 0

    assert capsys.readouterr() == ("", "")


CANNOT_BE_READ = {
    "missing.yaml": "missing.yaml: cannot be read: No such file or directory",
    "folder": "folder: cannot be read: Is a directory",
    "latin.yaml": "latin.yaml: is not UTF-8 text: invalid start byte at byte 12",
}


@pytest.mark.parametrize("name", CANNOT_BE_READ)
def test_a_template_that_cannot_be_read_is_told_on_stderr(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("folder/t.yaml", CLEAN)
    project.write("latin.yaml", b"Description:\xff\n")

    assert run(["lint", name]) == 1

    assert capsys.readouterr() == ("", f"{CANNOT_BE_READ[name]}\n")


def test_the_findings_of_other_templates_are_shown_beside_one_that_cannot_be_read(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("a.yaml", WARNING)
    project.write("c.yaml", WARNING)

    assert run(["lint", "a.yaml", "b.yaml", "c.yaml"]) == 1

    assert capsys.readouterr() == (
        f"a.yaml:{WARNING_LINE}\nc.yaml:{WARNING_LINE}\n",
        "b.yaml: cannot be read: No such file or directory\n",
    )


def test_a_template_nested_without_end_does_not_crash_the_process(project: Project) -> None:
    project.write("t.yaml", "[" * 100_000)

    result = process("lint", "t.yaml")

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert (result.stdout + result.stderr).startswith("t.yaml:")


# .cfnlintrc and the environment


def test_cfnlintrc_is_read_from_the_working_directory(project: Project) -> None:
    project.write("t.yaml", ERROR)
    project.write(".cfnlintrc", "ignore_checks: [E3002]\n")
    project.write("below/t.yaml", ERROR)

    ignoring = process("lint", "t.yaml")
    os.chdir("below")
    strict = process("lint", "t.yaml")

    assert (ignoring.returncode, ignoring.stdout, ignoring.stderr) == (0, "", "")
    assert (strict.returncode, strict.stdout, strict.stderr) == (1, f"t.yaml:{ERROR_LINE}\n", "")


def test_regions_stand_in_cfnlintrc_and_not_in_the_environment(project: Project) -> None:
    project.write("t.yaml", "Resources: {Thing: {Type: AWS::Nope::Thing}}\n")
    elsewhere = {"AWS_REGION": "eu-north-1", "AWS_DEFAULT_REGION": "eu-north-1"}
    nowhere = {"AWS_REGION": "nowhere", "AWS_DEFAULT_REGION": "nowhere"}

    default = [process("lint", "t.yaml", **environment).stdout for environment in (elsewhere, nowhere)]
    project.write(".cfnlintrc", "regions: [eu-west-3]\n")
    chosen = process("lint", "t.yaml", **elsewhere).stdout

    line = "t.yaml:1:21: error E3006 Resource type 'AWS::Nope::Thing' does not exist in '{}'\n"
    assert default == [line.format("us-east-1")] * 2
    assert chosen == line.format("eu-west-3")


def test_a_cfnlintrc_of_the_user_says_nothing_about_the_project(project: Project) -> None:
    project.write("t.yaml", ERROR)
    project.write("home/.cfnlintrc", "ignore_checks: [E]\n")

    result = process("lint", "t.yaml", HOME=str(project.root / "home"))

    assert (result.returncode, result.stdout) == (1, f"t.yaml:{ERROR_LINE}\n")


BROKEN_SETTINGS = {
    "not yaml": b"regions: [\n",
    "not utf-8": b"# \xff\n",
    "an unknown setting": b"region: us-east-1\n",
    "a wrong type": b"regions: us-east-1\n",
    "no mapping": b"- us-east-1\n",
    "an unknown region": b"regions: [nowhere-1]\n",
}


@pytest.mark.parametrize("name", BROKEN_SETTINGS)
def test_a_broken_cfnlintrc_is_told_by_its_name(name: str, project: Project) -> None:
    project.write("t.yaml", CLEAN)
    project.write(".cfnlintrc", BROKEN_SETTINGS[name])

    result = process("lint", "t.yaml")

    assert (result.returncode, result.stdout) == (1, "")
    assert "Traceback" not in result.stderr
    assert result.stderr.startswith(".cfnlintrc: ")


# httpapi generate


def test_what_is_generated_is_checked_and_has_no_findings(demo: Project, capsys: pytest.CaptureFixture[str]) -> None:
    demo.write("apis/demo.yaml", HELLO)

    assert run(["generate"]) == 0
    assert capsys.readouterr() == (
        "wrote      templates_out/demo/template.yaml  9 resources\n"
        "wrote      templates_out/demo/sam.yaml  9 resources\n"
        "1 API, checked.\n"
        "Next: review with git diff, commit, then try one: httpapi deploy demo --local\n",
        "",
    )
    assert run(["lint", "templates_out/demo/template.yaml"]) == 0
    assert capsys.readouterr() == ("", "")


def test_nothing_is_written_unless_every_template_passes_and_findings_name_their_spec(
    demo: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.write("apis/a.yaml", FAILING)
    demo.write("apis/b.yaml", HELLO)
    demo.write("apis/c.yaml", FAILING)
    demo.write("templates_out/old/template.yaml", "# Generated by httpapi from apis/old.yaml; do not edit.\n")
    before = demo.files()

    assert run(["generate"]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert [line.rsplit(":", 2)[0] for line in err.splitlines()] == [
        f"templates_out/a/template.yaml:{FAILING_LINE}from apis/a.yaml",
        f"templates_out/c/template.yaml:{FAILING_LINE}from apis/c.yaml",
        "nothing is written while an error or a warning is left",
    ]
    assert demo.files() == before


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_template_that_fails_is_not_compared(option: str, demo: Project, capsys: pytest.CaptureFixture[str]) -> None:
    demo.write("apis/demo.yaml", FAILING)

    assert run(["generate", option]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"templates_out/demo/template.yaml:{FAILING_LINE}from apis/demo.yaml:")


@pytest.mark.lint
def test_what_is_wrong_in_one_flavour_alone_is_told_of_that(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.function("hello")
    project.write(
        "apis/demo.yaml", HELLO + "overrides:\n  sam:\n    HelloFunction:\n      Properties: {MemorySize: 3}\n"
    )

    assert run(["generate"]) == 1

    assert capsys.readouterr().err.splitlines() == [
        "templates_out/demo/sam.yaml:49:7: error E3034 3 is less than the minimum of 128 "
        "(at Resources.HelloFunction.Properties.MemorySize, from apis/demo.yaml:5:20)",
        "nothing is written while an error or a warning is left",
    ]


def test_without_the_check_such_a_template_is_written(demo: Project, capsys: pytest.CaptureFixture[str]) -> None:
    demo.write("apis/demo.yaml", FAILING)

    assert run(["generate", "--no-lint"]) == 0

    assert capsys.readouterr().out.splitlines()[2] == "1 API, not checked."


def test_information_is_shown_on_stderr_and_passes(demo: Project, capsys: pytest.CaptureFixture[str]) -> None:
    demo.write("apis/demo.yaml", RAW_TABLE)

    assert run(["generate"]) == 0

    out, err = capsys.readouterr()
    message = INFORMATION_LINE.partition(": ")[2]
    assert err == f"templates_out/demo/template.yaml:99:3: {message} (at Resources.Table, from apis/demo.yaml:4:5)\n"
    assert out.splitlines()[:3] == [
        "wrote      templates_out/demo/template.yaml  10 resources",
        "wrote      templates_out/demo/sam.yaml  10 resources",
        "1 API, checked.",
    ]


# A finding, and the line of the spec that it comes from.
ORIGINS = {
    "what stands in the raw section": (
        """\
        functions: {hello: lambda_code/hello}
        cloudformation:
          Resources:
            Topic:
              Type: AWS::SNS::Topic
              Properties:
                Nope: 1
        """,
        "E3002 Additional properties are not allowed ('Nope' was unexpected) "
        "(at Resources.Topic.Properties.Nope, from apis/demo.yaml:7:9)",
    ),
    "what is missing in the raw section": (
        """\
        functions: {hello: lambda_code/hello}
        cloudformation:
          Resources:
            Policy:
              Type: AWS::SNS::TopicPolicy
              Properties: {Topics: [!Ref HttpApi]}
        """,
        "E3003 'PolicyDocument' is a required property (at Resources.Policy.Properties, from apis/demo.yaml:6:7)",
    ),
    "what an override says": (
        """\
        functions: {hello: lambda_code/hello}
        overrides:
          HelloFunction:
            Properties: {MemorySize: 3}
        """,
        "E3034 3 is less than the minimum of 128 "
        "(at Resources.HelloFunction.Properties.MemorySize, from apis/demo.yaml:4:18)",
    ),
    "what a function says": (
        """\
        functions:
          hello: {code: lambda_code/hello, timeout: !GetAtt HttpApi.Nope}
        """,
        "E1010 'Nope' is not one of ['ApiId', 'ApiEndpoint', 'ExecuteApiArn'] in ['us-east-1'] "
        '(at Resources.HelloFunction.Properties.Timeout."Fn::GetAtt"[1], from apis/demo.yaml:2:3)',
    ),
    "what stands in a raw output": (
        """\
        functions: {hello: lambda_code/hello}
        cloudformation:
          Outputs:
            Thing: {Value: !GetAtt HttpApi.Nope}
        """,
        "E6101 'Nope' is not one of ['ApiId', 'ApiEndpoint', 'ExecuteApiArn'] in ['us-east-1'] "
        '(at Outputs.Thing.Value."Fn::GetAtt"[1], from apis/demo.yaml:4:13)',
    ),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_a_finding_leads_to_the_line_of_the_spec_that_it_comes_from(name: str, demo: Project) -> None:
    text, message = ORIGINS[name]
    spec = demo.write("apis/demo.yaml", text)

    with pytest.raises(CheckError) as raised:
        pipeline.check(pipeline.generate(pipeline.load_all([spec]), Path("templates_out")))

    assert str(raised.value).splitlines()[0].partition(" error ")[2] == message


@pytest.mark.parametrize("reference", ["!Ref {a: b}", "!Ref [a]", "!Ref 3"])
def test_a_reference_to_no_name_is_refused_at_the_latest_by_the_check(
    reference: str, demo: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.write("apis/demo.yaml", f"functions: {{hello: {{code: lambda_code/hello, timeout: {reference}}}}}\n")
    before = demo.files()

    assert run(["generate"]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert "apis/demo.yaml:1:" in err
    assert demo.files() == before


def test_the_check_tells_its_caller_about_every_template(demo: Project) -> None:
    specs = [demo.write(f"apis/{name}.yaml", HELLO) for name in ("a", "b")]
    seen: list[str] = []

    passing = pipeline.check(
        pipeline.generate(pipeline.load_all(specs), Path("templates_out")),
        seen.append,
    )

    assert (passing, seen) == ([], ["a", "b"])


def on_a_terminal(*arguments: str) -> tuple[int, str, str]:
    """Run the command line with a terminal as its stderr; return its exit code, its stdout and what was shown."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "200"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [HTTPAPI, *arguments], stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment
    ) as running:
        os.close(theirs)
        shown = b""
        try:
            while block := os.read(ours, 4096):
                shown += block
        except OSError:  # Linux says so when the last writer has gone
            pass
        finally:
            os.close(ours)
        out, _ = running.communicate(timeout=60)
    return running.returncode, out, shown.decode()


def test_the_check_of_several_templates_shows_its_progress_on_a_terminal(demo: Project) -> None:
    for name in ("a", "b", "c"):
        demo.write(f"apis/{name}.yaml", HELLO)

    code, out, shown = on_a_terminal("generate")

    assert (code, out.splitlines()[6]) == (0, "3 APIs, checked.")
    assert "checking" in shown
    assert "checked c" in shown
    assert "100%" in shown


def test_the_check_of_one_template_shows_no_progress(demo: Project) -> None:
    demo.write("apis/a.yaml", HELLO)

    code, _, shown = on_a_terminal("generate")

    assert (code, shown) == (0, "")


def test_findings_are_whole_lines_below_the_progress(demo: Project) -> None:
    demo.write("apis/a.yaml", HELLO)
    demo.write("apis/b.yaml", FAILING)

    code, out, shown = on_a_terminal("generate")

    assert (code, out) == (1, "")
    assert f"templates_out/b/template.yaml:{FAILING_LINE}from apis/b.yaml:" in shown.splitlines()[-2]


def test_elsewhere_there_is_no_progress_but_plain_lines(demo: Project) -> None:
    for name in ("a", "b"):
        demo.write(f"apis/{name}.yaml", HELLO)

    result = process("generate")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:5] == [
        "wrote      templates_out/a/template.yaml  9 resources",
        "wrote      templates_out/a/sam.yaml  9 resources",
        "wrote      templates_out/b/template.yaml  9 resources",
        "wrote      templates_out/b/sam.yaml  9 resources",
        "2 APIs, checked.",
    ]


def test_findings_reach_a_pipe_beside_a_template_that_cannot_be_read(project: Project) -> None:
    """The process ends without taking itself apart, so what is printed must have been flushed."""
    project.write("t.yaml", ERROR)

    result = process("lint", "t.yaml", "missing.yaml", PYTHONUNBUFFERED="")

    assert (result.returncode, result.stdout) == (1, f"t.yaml:{ERROR_LINE}\n")
    assert result.stderr == "missing.yaml: cannot be read: No such file or directory\n"
