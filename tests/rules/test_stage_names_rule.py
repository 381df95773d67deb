"""E9509: which stage names are caught."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Live: {{Type: String, AllowedValues: [live, 'not live']}}
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {{ApiId: !Ref Api, AutoDeploy: true, StageName: {name}}}
"""
PROBLEM = "must be $default, or at most 128 letters, digits, '-' and '_'"


@pytest.mark.parametrize(("name", "said"), [("v1.0", "v1.0"), ("$Default", "$Default"), ("!Ref Live", "not live")])
def test_a_name_that_api_gateway_refuses_is_caught(name: str, said: str) -> None:
    assert findings(TEMPLATE.format(name=name)) == [f"6:53 E9509 StageName '{said}': {PROBLEM}"]


@pytest.mark.parametrize("name", ["$default", "v1_0-a", "!Ref AWS::StackName", "!Sub '${Name}.${Live}'", "{a: b}"])
def test_a_name_that_is_valid_or_not_known_is_left_alone(name: str) -> None:
    assert findings(TEMPLATE.format(name=name)) == []


def test_a_stage_of_sam_is_caught_in_the_users_own_file() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: v1.0
      DefinitionBody: {openapi: 3.0.1, paths: {}}
"""

    assert findings(text, "E9509") == [f"6:7 E9509 StageName 'v1.0': {PROBLEM}"]
