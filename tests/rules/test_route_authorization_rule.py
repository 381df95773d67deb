"""I9205: which routes do not say who may send requests to them."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Conditions:
  IsOpen: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !ImportValue Api
      RouteKey: GET /
"""
MESSAGE = "AuthorizationType is not stated: write NONE if everybody may send requests to this route"


def found(line: str) -> list[str]:
    return findings(f"{TEMPLATE}      {line}\n", "I9205")


@pytest.mark.parametrize("line", ["", "AuthorizationType: !Ref AWS::NoValue"])
def test_a_route_without_a_type_is_told(line: str) -> None:
    assert [finding.partition(" ")[2] for finding in found(line)] == [f"I9205 {MESSAGE}"]


def test_a_branch_without_a_type_is_told_where_it_stands() -> None:
    assert found("AuthorizationType: !If [IsOpen, AWS_IAM, !Ref AWS::NoValue]") == [f"9:48 I9205 {MESSAGE}"]


@pytest.mark.parametrize(
    "line",
    [
        "AuthorizationType: NONE",
        "AuthorizationType: !ImportValue Type",
        "AuthorizationType: !If [IsOpen, NONE, AWS_IAM]",
        "AuthorizerId: !ImportValue Authorizer",  # a mistake of its own
    ],
)
def test_a_route_that_says_it_is_left_alone(line: str) -> None:
    assert found(line) == []


SAM = """\
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


def test_routes_of_sam_are_open_where_nothing_is_said() -> None:
    assert findings(SAM, "I9205") == []


def test_what_is_no_route_of_an_http_api_is_left_alone() -> None:
    assert findings(TEMPLATE.replace("GET /", "$connect"), "I9205") == []
