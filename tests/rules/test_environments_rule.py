"""E9910: environments that Lambda refuses, where cfn-lint does not see it."""

import pytest

from tests.rules.pack import findings

PLAIN = """\
Parameters:
  Large: {{Type: String, Default: {default}}}
  Level: {{Type: String}}
Conditions:
  IsLive: !Equals [!Ref Level, live]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::{kind}
    Properties: {{Name: api, ProtocolType: HTTP}}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables: {{ONE: {one}, TWO: {two}}}
"""
SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "def handler(event, context): pass"
      Handler: index.handler
      Runtime: python3.14
      Environment:
        Variables: {{{variables}}}
      Events: {{List: {{Type: HttpApi}}}}
"""
TOO_LARGE = "bytes, and Lambda allows 4,096: pass where something is, instead of what it is"


def plain(one: str, two: str, *, default: str = "x" * 3_000, kind: str = "Api") -> list[str]:
    return findings(PLAIN.format(one=one, two=two, default=default, kind=kind), "E9910")


def sam(variables: str) -> list[str]:
    return findings(SAM.format(variables=variables), "E9910")


def test_an_environment_that_is_too_large_is_caught_where_cfn_lint_does_not_count() -> None:
    assert plain("!Ref Large", "x" * 1_500) == [f"14:9 E9910 Variables: names and values take 4,506 {TOO_LARGE}"]
    assert plain("x" * 2_000, "ä" * 1_500) == [f"14:9 E9910 Variables: names and values take 5,006 {TOO_LARGE}"]
    assert plain("x" * 3_000, "x" * 1_500) == []  # cfn-lint counts that
    assert sam(f"ONE: {'x' * 4_200}") == [f"10:9 E9910 Variables: names and values take 4,203 {TOO_LARGE}"]


def test_what_is_not_known_or_not_always_there_does_not_count() -> None:
    assert plain("!ImportValue Large", "x" * 3_000) == []
    assert plain("!If [IsLive, !Ref Large, !Ref AWS::NoValue]", "x" * 3_000) == []
    assert plain("!If [IsLive, !Ref Large, small]", "!If [IsLive, small, !Ref Large]") == []


@pytest.mark.parametrize("name", ["LOG-LEVEL", "A", "1ST", "_LEVEL"])
def test_a_name_that_lambda_refuses_is_caught_in_sam(name: str) -> None:
    (finding,) = sam(f"{name}: x")

    assert finding == (
        f"10:21 E9910 The name of the variable {name} must have two or more letters, digits and '_', and begin with a "
        "letter"
    )


def test_a_name_of_which_cfn_lint_looks_at_a_part_alone_is_caught_everywhere() -> None:
    names = PLAIN.replace("ONE", "1ST").replace("TWO", "my-table").format(one="x", two="x", default="x", kind="Api")
    message = "must have two or more letters, digits and '_', and begin with a letter"

    assert findings(names, "E9910") == [
        f"14:21 E9910 The name of the variable 1ST {message}",
        f"14:29 E9910 The name of the variable my-table {message}",
    ]
    assert findings(names.replace("my-table", "a-b").replace("1ST", "FIRST"), "E9910") == []  # cfn-lint finds that


def test_good_names_and_templates_without_an_http_api_are_left_alone() -> None:
    assert sam("LOG_LEVEL: x, Id: y") == []
    assert plain("!Ref Large", "x" * 1_500, kind="VpcLink") == []


@pytest.mark.parametrize("environment", ["3", "{Variables: [a]}", "{Variables: {ONE: [a], TWO: {b: c}, 3: 4}}"])
def test_other_shapes_are_for_cfn_lint(environment: str) -> None:
    text = """\
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api}
  Function: {Type: AWS::Lambda::Function, Properties: {Environment: %s}}
"""
    assert findings(text % environment, "E9910") == []
