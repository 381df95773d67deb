"""W9703: permissions for API Gateway, whichever API asks."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Principal: {Type: String}
  Env: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Function
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
"""
MESSAGE = (
    "W9703 Any API of any account may call !Ref Function: write a SourceArn that names the API, such as one that ends "
    "with ${HttpApi}/*"
)
SOURCE = "!Sub 'arn:aws:execute-api:eu-west-1:123456789012:${Api}/*'"


def test_a_permission_without_a_source_is_caught() -> None:
    assert findings(TEMPLATE, "W9703") == [f"9:5 {MESSAGE}"]


def test_a_source_that_is_there_only_sometimes_is_caught_where_it_is_not() -> None:
    assert findings(f"{TEMPLATE}      SourceArn: !If [IsProd, {SOURCE}, !Ref AWS::NoValue]\n", "W9703") == [
        f"13:91 {MESSAGE}"
    ]


@pytest.mark.parametrize(
    "more", [f"SourceArn: {SOURCE}", "SourceArn: !Ref Env", "SourceArn: !ImportValue Source", "SourceAccount: '1'"]
)
def test_a_permission_with_a_limit_is_left_alone(more: str) -> None:
    assert findings(f"{TEMPLATE}      {more}\n", "W9703") == []


@pytest.mark.parametrize("principal", ["s3.amazonaws.com", "'123456789012'", "!Ref Principal", "!Ref AWS::NoValue"])
def test_permissions_for_others_are_left_alone(principal: str) -> None:
    assert findings(TEMPLATE.replace("apigateway.amazonaws.com", principal), "W9703") == []


def test_permissions_of_sam_have_a_source() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        Get: {Type: HttpApi, Properties: {Path: /orders, Method: get}}
"""

    assert findings(text, "W9703") == []
