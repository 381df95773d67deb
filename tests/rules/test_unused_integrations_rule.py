"""I9610: integrations without a route."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Target: {{Type: String}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {{ApiId: {api}, IntegrationType: HTTP_PROXY}}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {{ApiId: {api}, RouteKey: GET /, Target: {target}}}
"""


def unused(target: str, api: str = "!Ref Api") -> list[str]:
    return findings(TEMPLATE.format(target=target, api=api), "I9610")


@pytest.mark.parametrize("target", ["!Ref AWS::NoValue", "integrations/abc1234"])
def test_an_integration_that_no_route_names_is_caught(target: str) -> None:
    assert unused(target) == ["7:3 I9610 No route leads to Integration: give it one, or remove it"]


@pytest.mark.parametrize(
    "target",
    [
        "!Sub 'integrations/${Integration}'",
        "!Join [/, [integrations, !Ref Integration]]",
        "!Sub ['integrations/${Id}', {Id: !GetAtt Integration.IntegrationId}]",
        "!Ref Target",
        "!Sub 'integrations/${Target}'",
        "!ImportValue Target",
    ],
)
def test_one_that_a_route_names_or_may_name_is_left_alone(target: str) -> None:
    assert unused(target) == []


def test_the_routes_of_an_api_from_elsewhere_may_be_elsewhere() -> None:
    assert unused("integrations/abc1234", "!ImportValue Api") == []


def test_what_a_document_and_quick_create_make_is_used() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Quick:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP, Target: https://a.example}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        Get: {Type: HttpApi, Properties: {Path: /orders, Method: get}}
"""

    assert findings(text, "I9610") == []
