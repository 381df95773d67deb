"""W9605: how long functions run that API Gateway waits for."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Free: {Type: Number}
  Size: {Type: String, AllowedValues: [small, large]}
Conditions:
  IsLarge: !Equals [!Ref Size, large]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Code: {S3Bucket: b, S3Key: k}
      FUNCTION
  Alias:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref Function, FunctionVersion: '1', Name: live}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationUri: !GetAtt Function.Arn
      INTEGRATION
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: GET /, Target: !Sub 'integrations/${Integration}'}
"""
AUTHORIZER = """\
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      AuthorizerUri: !Sub
        - arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Arn}/invocations
        - {Arn: !GetAtt Function.Arn}
"""
NOTHING = "Tags: []"


def timeouts(function: str, integration: str = "Description: none", more: str = "") -> list[str]:
    return findings(TEMPLATE.replace("FUNCTION", function).replace("INTEGRATION", integration) + more, "W9605")


def test_a_function_that_runs_longer_than_api_gateway_waits_is_caught_at_its_timeout() -> None:
    assert timeouts("Timeout: 31") == [
        "14:7 W9605 Timeout '31': must be at most 30: API Gateway answers 503 after 30 seconds, while the function "
        "would run on"
    ]


def test_the_timeout_of_the_integration_counts_and_so_does_lambda_s_default() -> None:
    assert timeouts("Timeout: 6", "TimeoutInMillis: 5000") == [
        "14:7 W9605 Timeout '6': must be at most 5: API Gateway answers 503 after 5 seconds, while the function would "
        "run on"
    ]
    assert timeouts(NOTHING, "TimeoutInMillis: 2500") == [
        "12:5 W9605 Function has no Timeout, which makes it 3 seconds: must be at most 2: API Gateway answers 503 "
        "after 2.5 seconds, while the function would run on"
    ]


def test_an_authorizer_has_ten_seconds_and_the_shortest_bound_is_told() -> None:
    assert timeouts("Timeout: 40", more=AUTHORIZER) == [
        "14:7 W9605 Timeout '40': must be at most 10: API Gateway waits 10 seconds for an authorizer, while the "
        "function would run on"
    ]
    assert timeouts("Timeout: 10", more=AUTHORIZER) == []


def test_a_function_is_known_by_its_alias() -> None:
    text = TEMPLATE.replace("FUNCTION", "Timeout: 60").replace("INTEGRATION", "Description: none")

    assert [found[:10] for found in findings(text.replace("!GetAtt Function.Arn", "!Ref Alias"), "W9605")] == [
        "14:7 W9605"
    ]


def test_a_function_that_is_called_with_a_role_is_waited_for_no_longer() -> None:
    assert [found[:10] for found in timeouts("Timeout: 60", "CredentialsArn: !ImportValue Role")] == ["14:7 W9605"]


@pytest.mark.parametrize("seconds", ["30", "!Ref Free", "!ImportValue Timeout", "[60]", "none"])
def test_a_timeout_that_fits_or_is_not_known_is_left_alone(seconds: str) -> None:
    assert timeouts(f"Timeout: {seconds}") == []


def test_nothing_is_said_where_the_integration_s_timeout_is_not_known() -> None:
    assert timeouts("Timeout: 60", "TimeoutInMillis: !Ref Free") == []


def test_timeouts_are_compared_as_they_can_be_at_once() -> None:
    integration = "TimeoutInMillis: !If [IsLarge, 30000, 5000]"

    assert timeouts("Timeout: !If [IsLarge, 30, 5]", integration) == []
    assert timeouts("Timeout: !If [IsLarge, 5, 30]", integration) == [
        "14:7 W9605 Timeout '30': must be at most 5: API Gateway answers 503 after 5 seconds, while the function "
        "would run on"
    ]


def test_a_function_that_no_route_reaches_may_run_as_long_as_it_likes() -> None:
    text = TEMPLATE.replace("FUNCTION", "Timeout: 900").replace("INTEGRATION", "Description: none")

    assert findings(text.replace("integrations/${Integration}", "integrations/abc"), "W9605") == []


def test_globals_of_sam_are_caught_where_they_stand() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 60
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

    assert findings(text, "W9605") == [
        "4:5 W9605 Timeout '60': must be at most 30: API Gateway answers 503 after 30 seconds, while the function "
        "would run on"
    ]
    own = text.replace("      Events:", "      Timeout: 45\n      Events:")
    (message,) = findings(own, "W9605")  # cfn-lint keeps the place of a key that is global, too
    assert message.startswith("4:5 W9605 Timeout '45': must be at most 30")
