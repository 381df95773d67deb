"""E9903: functions of SAM that wait for themselves."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Level: {{Type: String}}
Conditions:
  IsLive: !Equals [!Ref Level, live]
Resources:
  Api: {{Type: AWS::Serverless::HttpApi}}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "def handler(event, context): pass"
      Handler: index.handler
      Runtime: python3.14
      Environment: {{Variables: {{URL: {url}}}}}
      Policies: {policies}
      Events:
        List: {{Type: HttpApi, Properties: {{ApiId: !Ref Api, Path: /orders, Method: GET}}}}
"""
INSTEAD = (
    "so Orders cannot refer to it: take the API's address from requestContext.domainName of the event, or pass it in "
    "otherwise"
)


def found(url: str = "x", policies: str = "[]") -> list[str]:
    return findings(TEMPLATE.format(url=url, policies=policies), "E9903")


@pytest.mark.parametrize(
    ("url", "column"),
    [
        ("!Ref Api", 33),
        ("!GetAtt Api.ApiEndpoint", 33),
        ("!Sub 'https://${Api}.execute-api.${AWS::Region}.amazonaws.com'", 33),
        ("!Sub ['https://${Id}', {Id: !Ref Api}]", 62),
    ],
)
def test_the_url_of_an_api_in_the_environment_of_its_own_function_is_caught(url: str, column: int) -> None:
    assert found(url) == [f"14:{column} E9903 Api waits for Orders, {INSTEAD}"]


def test_the_stage_is_made_after_the_function_too() -> None:
    assert found("!Ref Api.Stage") == [f"14:33 E9903 ApiApiGatewayDefaultStage waits for Orders through Api, {INSTEAD}"]


def test_a_policy_that_names_the_api_is_caught_at_the_function() -> None:
    policies = "[{Statement: [{Effect: Allow, Action: 'execute-api:*', Resource: !Sub '${Api}/*'}]}]"

    assert [each.partition(" Api ")[0] for each in found(policies=policies)] == ["15:18 E9903"]


@pytest.mark.parametrize("url", ["!Ref Level", "!ImportValue Url", "!Sub '${!Api}'", "!Sub ['${Api}', {Api: x}]"])
def test_what_does_not_wait_for_the_function_is_left_alone(url: str) -> None:
    assert found(url) == []


def test_a_reference_that_is_there_only_without_the_route_is_left_alone() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Parameters: {Level: {Type: String}}
Conditions: {IsLive: !Equals [!Ref Level, live]}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        paths:
          /:
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                uri: !If [IsLive, !GetAtt Orders.Arn, https://example.com]
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {Variables: {URL: !If [IsLive, x, !GetAtt Api.ApiEndpoint]}}
"""
    assert findings(text, "E9903") == []
    assert [
        each.partition(" Api ")[0]
        for each in findings(text.replace("x, !GetAtt", "!GetAtt Api.ApiId, !GetAtt"), "E9903")
    ]


def test_events_wait_for_the_function_and_not_the_other_way_round() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref OtherApi, RouteKey: GET /, Target: !Sub 'integrations/${Orders}'}
  Queue: {Type: AWS::SQS::Queue, DependsOn: Orders}
  Orders:
    Type: AWS::Serverless::Function
    Properties: {Events: {Job: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}}}
"""
    assert findings(text, "E9903") == []


def test_circles_without_sam_are_for_cfn_lint() -> None:
    text = """\
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Target: !GetAtt Orders.Arn}}
  Orders: {Type: AWS::Lambda::Function, Properties: {Description: !Ref Api}}
"""
    assert findings(text, "E9903") == []


def test_a_function_of_sam_that_names_itself_is_caught() -> None:
    assert found("!Ref Orders") == [
        "14:33 E9903 Orders refers to itself: its code finds its name in AWS_LAMBDA_FUNCTION_NAME"
    ]
