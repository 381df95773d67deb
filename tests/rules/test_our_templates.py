"""Nothing that this project writes has a finding of the pack, information included; what would have one is not written.

`generate` asks the same rules, with all of cfn-lint's: here they are asked directly, which takes a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import given, settings

from generator.cli import run
from generator.template_model import read
from tests import strategies
from tests.generated import generated, project_of_examples, seeded
from tests.rules import goldens
from tests.rules.pack import pack
from tests.support import Project

TOLD: Final = {"I9407"}
"""What some of the generated specs leave to whoever calls: `generate` tells it as a note, and writes."""


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project_of_examples(tmp_path_factory) as made:
        yield made


def found(template: dict[str, Any]) -> list[str]:
    model = read(template)
    return [f"{name} {finding.message}" for name, rule in pack().items() for finding in rule.check(model)]


@pytest.mark.parametrize("name", goldens.ALL)
def test_nothing_is_found_in_a_template_that_was_written(name: str) -> None:
    assert found(goldens.template(name)) == []


@settings(seeded, max_examples=60)
@given(strategies.specs())
def test_nothing_is_found_in_the_templates_of_a_valid_spec(examples: Project, spec: strategies.Data) -> None:
    _assert_clean(spec)


@pytest.mark.exhaustive
@settings(seeded, max_examples=200)
@given(strategies.specs())
def test_nothing_is_found_in_the_templates_of_many_valid_specs(examples: Project, spec: strategies.Data) -> None:
    _assert_clean(spec)


def _assert_clean(spec: strategies.Data) -> None:
    for template in generated(spec).templates.values():
        assert [line for line in found(template.body) if line.split()[0] not in TOLD] == []


# What no check of the spec can know: the raw section and overrides are CloudFormation, and no part of the language.
# A spec, and of each finding the rule, the place in the template and that in the spec.
REFUSED: Final = {
    "a raw route that collides": (
        """\
        functions: {hello: lambda_code/hello}
        routes: {"GET /orders/{id}": hello}
        cloudformation:
          Resources:
            Orders:
              Type: AWS::ApiGatewayV2::Route
              Properties:
                ApiId: !Ref HttpApi
                RouteKey: POST /orders/{order}
                AuthorizationType: NONE
                Target: !Sub integrations/${HelloIntegration}
        """,
        ["E9202 Resources.Orders.Properties.RouteKey apis/demo.yaml:9:9"],
    ),
    "a raw permission for every API": (
        """\
        functions: {hello: lambda_code/hello}
        cloudformation:
          Resources:
            Everybody:
              Type: AWS::Lambda::Permission
              Properties:
                Action: lambda:InvokeFunction
                FunctionName: !GetAtt HelloFunction.Arn
                Principal: apigateway.amazonaws.com
        """,
        ["W9703 Resources.Everybody.Properties apis/demo.yaml:6:7"],
    ),
    "an override that waits too long": (
        """\
        functions: {hello: lambda_code/hello}
        overrides:
          HelloIntegration:
            Properties:
              TimeoutInMillis: 60000
        """,
        ["E9603 Resources.HelloIntegration.Properties.TimeoutInMillis apis/demo.yaml:5:7"],
    ),
    "an override that opens a route": (
        """\
        functions: {hello: lambda_code/hello}
        authorizers: {staff: {google: {audience: [web]}}}
        routes: {GET /: {function: hello, authorizer: staff}}
        overrides: {GetRoute: {Properties: {AuthorizationType: NONE}}}
        """,
        ["E9204 Resources.GetRoute.Properties.AuthorizerId apis/demo.yaml:3:10"],
    ),
    "an override of the stage": (
        """\
        functions: {hello: lambda_code/hello}
        overrides: {Stage: {Properties: {DefaultRouteSettings: {LoggingLevel: INFO}}}}
        """,
        ["E9503 Resources.Stage.Properties.DefaultRouteSettings.LoggingLevel apis/demo.yaml:2:57"],
    ),
}


@pytest.mark.lint
@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_rule_in_the_raw_section_or_an_override_is_not_written(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text, expected = REFUSED[name]
    project.function("hello")
    project.write("apis/demo.yaml", text)
    before = project.files()

    assert run(["generate"]) == 1

    out, err = capsys.readouterr()
    assert [_summary(line) for line in err.splitlines() if " (at " in line] == expected
    assert out == ""
    assert project.files() == before


def _summary(line: str) -> str:
    """`t.yaml:1:1: error E9202 … (at Resources.Orders, from a.yaml:9:9)` -> `E9202 Resources.Orders a.yaml:9:9`"""
    words = line.split()
    path, _, place = line.rpartition(" (at ")[2].removesuffix(")").partition(", from ")
    return f"{words[2]} {path} {place}"
