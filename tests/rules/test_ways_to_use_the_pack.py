"""The rules as people run them: by cfn-lint itself, from its settings, and by httpapi; and how they are silenced."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator import rules
from generator.cli import run
from tests.support import Project

pytestmark = pytest.mark.lint

CFN_LINT = Path(sys.executable).with_name("cfn-lint")
TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: orders, ProtocolType: HTTP}
  Orders:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationMethod: GET
      IntegrationUri: https://orders.example.com
      PayloadFormatVersion: '1.0'
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: GET /orders/
      AuthorizationType: NONE
      Target: !Sub integrations/${Orders}
"""
MESSAGE = "RouteKey 'GET /orders/': the path must not end with /: write GET /orders"
SILENCED = TEMPLATE.replace(
    "    Properties:\n      ApiId: !Ref Api\n      RouteKey",
    """\
    Metadata: {cfn-lint: {config: {ignore_checks: [E9201]}}}
    Properties:
      ApiId: !Ref Api
      RouteKey""",
)


def cfn_lint(*arguments: str) -> list[str]:
    """Run cfn-lint in the working directory and return its lines: `file:line:column:…:ID:message`."""
    done = subprocess.run([CFN_LINT, "--format", "parseable", *arguments], capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("pack", ["generator.rules", str(Path(rules.__file__).parent)])
def test_cfn_lint_takes_the_pack_as_a_module_or_as_a_folder(project: Project, pack: str) -> None:
    project.write("template.yaml", TEMPLATE)

    assert cfn_lint("-a", pack, "--", "template.yaml") == [f"template.yaml:17:7:17:15:E9201:{MESSAGE}"]
    assert cfn_lint("template.yaml") == []


def test_cfn_lint_takes_the_pack_from_its_settings(project: Project) -> None:
    project.write("template.yaml", TEMPLATE)
    project.write(".cfnlintrc", "append_rules: [generator.rules]\n")

    assert cfn_lint("template.yaml") == [f"template.yaml:17:7:17:15:E9201:{MESSAGE}"]


@pytest.mark.parametrize("settings", ["", "append_rules: [generator.rules]\n"])
def test_httpapi_has_the_pack_on_once_whatever_the_settings_append(
    project: Project, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("template.yaml", TEMPLATE)
    project.write(".cfnlintrc", settings)

    assert run(["lint", "template.yaml"]) == 1
    assert capsys.readouterr().out == f"template.yaml:17:7: error E9201 {MESSAGE}\n"


def test_places_in_json_are_those_of_the_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    route = {"ApiId": "a1b2c3", "RouteKey": "GET /orders/", "AuthorizationType": "NONE"}
    template = {"Resources": {"GetOrders": {"Type": "AWS::ApiGatewayV2::Route", "Properties": route}}}
    project.write("template.json", json.dumps(template, indent=2))

    assert run(["lint", "template.json"]) == 1
    assert capsys.readouterr().out == f"template.json:7:9: error E9201 {MESSAGE}\n"


def test_a_rule_is_silenced_for_one_resource_or_for_a_project(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("silenced.yaml", SILENCED)
    assert run(["lint", "silenced.yaml"]) == 0

    project.write("template.yaml", TEMPLATE)
    project.write(".cfnlintrc", "ignore_checks: [E9201]\n")
    assert cfn_lint("-a", "generator.rules", "--", "template.yaml") == []
    assert capsys.readouterr().out == ""


def test_a_rule_of_the_users_own_with_the_id_of_one_of_ours_is_told(project: Project) -> None:
    project.write("template.yaml", TEMPLATE)
    project.write("rules.txt", "# one line, one ID\n" * 200 + "AWS::Lambda::Function Timeout <= 5\n")  # E9201
    project.write(".cfnlintrc", "custom_rules: rules.txt\n")

    done = subprocess.run(
        [CFN_LINT.with_name("httpapi"), "lint", "template.yaml"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "E9201 is one of our own rules, and .cfnlintrc appends another: give that another ID\n"
