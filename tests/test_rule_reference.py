"""Our rules as people read them: listed, explained, and as a page that is current."""

import json
from pathlib import Path

import pytest
import yaml

from generator.arguments import parser
from generator.cli import run
from generator.rule_reference import report

ROOT = Path(__file__).parent.parent


def test_the_page_in_the_docs_is_what_the_rules_say_today() -> None:
    assert (ROOT / "docs/rules.md").read_text() == report([], "markdown"), "make rules"


def test_the_list_has_a_line_for_each_rule() -> None:
    assert "E9201  A route key is METHOD /path or $default\n" in report([], "text")
    assert report([], "text").count("\n") == len(json.loads(report([], "json")))


def test_a_rule_is_explained_with_its_reason_its_remedy_and_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "e9201"]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("E9201 (error): A route key is METHOD /path or $default\n\nAPI Gateway refuses a route")
    assert "\nFix: Write a method in upper case" in printed
    assert "\nSource: https://docs.aws.amazon.com/apigateway/" in printed
    assert "\nBad:\n\n  Resources:\n" in printed
    assert "\nGood:\n\n  Resources:\n" in printed


def test_every_rule_that_does_not_exist_is_named_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "W9201", "W1001"]) == 1

    assert capsys.readouterr().err == (
        "there is no rule W9201; did you mean E9201?\nthere is no rule W1001\n"
        "httpapi rules lists them; httpapi lint has those of cfn-lint, too\n"
    )


def test_hooks_for_pre_commit_run_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())

    for hook in hooks:
        program, *arguments = hook["entry"].split()
        files = ["template.yaml"] if hook.get("pass_filenames", True) else []
        assert program == "httpapi"
        assert parser().parse_args([*arguments, *files]).command == arguments[0]
