"""I9704: permissions that no call needs."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Free: {Type: String}
Resources:
  Function:
    Type: AWS::Lambda::Function
  Other:
    Type: AWS::Lambda::Function
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      IntegrationUri: !GetAtt Function.Arn
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: GET /items, Target: !Sub 'integrations/${Integration}'}
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Function
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:eu-west-1:123456789012:${Api}/*/GET/items
  Further:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Function
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:eu-west-1:123456789012:${Api}/TAIL
"""


def unused(tail: str) -> list[str]:
    return findings(TEMPLATE.replace("TAIL", tail), "I9704")


@pytest.mark.parametrize("tail", ["*/POST/items", "*/GET/item", "*/$default", "authorizers/*", "*/GET/items/*"])
def test_a_permission_that_covers_nothing_is_caught_at_its_source(tail: str) -> None:
    assert unused(tail) == [
        f"33:7 I9704 SourceArn 'arn:aws:execute-api:eu-west-1:123456789012:${{Api}}/{tail}' covers no route or "
        "authorizer of its API: remove the permission, or mend it"
    ]


@pytest.mark.parametrize("tail", ["*", "*/*/*", "prod/*", "*/GET/*", "${Free}/GET/items"])
def test_one_that_covers_a_route_or_may_do_so_is_left_alone(tail: str) -> None:
    assert unused(tail) == []


def test_a_permission_of_a_function_that_the_api_does_not_call_is_caught() -> None:
    text = TEMPLATE.replace("TAIL", "*")
    further = text.rindex("!Ref Function")

    assert [
        found[:10] for found in findings(text[:further] + text[further:].replace("Function", "Other", 1), "I9704")
    ] == ["33:7 I9704"]


def test_a_mistake_of_which_another_rule_tells_is_told_once() -> None:
    text = TEMPLATE.replace("${Api}/*/GET/items", "${Api}/*/POST/items").replace("TAIL", "*/PUT/items")

    assert [found[:10] for found in findings(text, "E9701", "I9704")] == ["16:7 E9701"]


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("!Sub 'integrations/${Integration}'", "!ImportValue Target"),
        ("!Sub 'integrations/${Integration}'", "!Sub 'integrations/${Free}'"),
        ("RouteKey: GET /items", "RouteKey: !Ref Free"),
        ("Name: api, ProtocolType: HTTP", "BodyS3Location: {Bucket: b, Key: k}"),
    ],
)
def test_nothing_is_said_where_not_all_routes_are_known(written: str, other: str) -> None:
    assert findings(TEMPLATE.replace("TAIL", "*/PUT/items").replace(written, other), "I9704") == []


def test_the_source_of_another_api_is_left_alone() -> None:
    assert findings(TEMPLATE.replace("${Api}/TAIL", "${Elsewhere}/*/PUT/items"), "I9704") == []
    assert findings(TEMPLATE.replace("${Api}/TAIL", "a1b2c3d4e5/*/PUT/items"), "I9704") == []


def test_permissions_of_sam_are_used() -> None:
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
        Get: {Type: HttpApi, Properties: {Path: '/orders/{id}', Method: get}}
        Default: {Type: HttpApi}
"""

    assert findings(text, "I9704") == []
