"""E9702: how many permissions a function can have."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

HEAD = """\
Parameters:
  Env: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Function:
    Type: AWS::Lambda::Function
  Alias:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref Function, FunctionVersion: '1', Name: live}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
"""
PERMISSION = """\
  Permission%d:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Function
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/items%d
"""


def permissions(count: int, start: int = 100) -> str:
    return "".join(PERMISSION % (number, number) for number in range(start, start + count))


def test_more_permissions_than_a_policy_holds_are_caught_at_the_function() -> None:
    assert findings(HEAD + permissions(70), "E9702") == [
        "6:3 E9702 The 70 permissions of Function take at least 23,644 bytes of its policy, which has 20,480: write "
        "one for all routes of an API"
    ]


@pytest.mark.parametrize("count", [1, 60])
def test_what_may_fit_is_left_alone(count: int) -> None:
    assert findings(HEAD + permissions(count), "E9702") == []


def test_an_alias_has_a_policy_of_its_own() -> None:
    of_the_alias = permissions(40, start=200).replace("!Ref Function", "!Ref Alias")

    assert findings(HEAD + permissions(40) + of_the_alias, "E9702") == []


def test_what_may_not_be_there_does_not_count() -> None:
    sometimes = permissions(40, start=200).replace("Permission\n", "Permission\n    Condition: IsProd\n")

    assert findings(HEAD + permissions(40) + sometimes, "E9702") == []


def test_permissions_of_a_function_that_is_not_known_are_left_alone() -> None:
    assert findings(HEAD + permissions(80).replace("!Ref Function", "!ImportValue Function"), "E9702") == []


def test_long_texts_take_more_and_those_of_other_services_count() -> None:
    long = permissions(45).replace("items", "a-path-with-many-words/and-a-second-part/and-a-third-part-of-it/")
    of_a_service = permissions(30, start=200).replace("apigateway.amazonaws.com", "s3.amazonaws.com")

    assert [found[:10] for found in findings(HEAD + long + of_a_service, "E9702")] == ["6:3 E9702 "]


def test_events_of_sam_have_a_permission_each() -> None:
    head = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
"""
    events = [f"        Get{n}: {{Type: HttpApi, Properties: {{Path: /orders/{n}, Method: get}}}}\n" for n in range(70)]
    (message,) = findings(head + "".join(events), "E9702")

    assert message.startswith("3:3 E9702 The 70 permissions of Orders take at least ")
    assert findings(head + "".join(events[:50]), "E9702") == []
