"""I9308: which authorizers protect nothing."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {{ApiId: !Ref Api, RouteKey: GET /, AuthorizationType: CUSTOM, AuthorizerId: {authorizer}}}
  Guard:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {{ApiId: !Ref Api, Name: guard, AuthorizerType: REQUEST, AuthorizerUri: !ImportValue Uri}}
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {{SourceArn: !Sub "arn:aws:execute-api:x:1:${{Api}}/authorizers/${{Guard}}"}}
"""
UNUSED = "I9308 Authorizer 'Guard': is used by no route: name it as the AuthorizerId of a route, or remove it"


def found(authorizer: str, more: str = "") -> list[str]:
    return findings(TEMPLATE.format(authorizer=authorizer) + more, "I9308")


@pytest.mark.parametrize("authorizer", ["!Ref AWS::NoValue", "!Ref Other", "a1b2c3"])
def test_one_that_no_route_names_is_told(authorizer: str) -> None:
    assert found(authorizer) == [f"8:3 {UNUSED}"]


@pytest.mark.parametrize("authorizer", ["!Ref Guard", "!GetAtt Guard.AuthorizerId", "!ImportValue Authorizer"])
def test_one_that_a_route_names_or_may_name_is_left_alone(authorizer: str) -> None:
    assert found(authorizer) == []


def test_one_that_is_handed_on_may_be_used_elsewhere() -> None:
    assert found("!Ref AWS::NoValue", "Outputs: {Guard: {Value: !Ref Guard, Export: {Name: guard}}}\n") == []
    assert (
        found(
            "!Ref AWS::NoValue",
            "  Nested: {Type: AWS::CloudFormation::Stack, Properties: {Parameters: {A: !Ref Guard}}}",
        )
        == []
    )


def test_routes_that_a_macro_makes_are_not_seen() -> None:
    assert found("!Ref AWS::NoValue", "Transform: [Routes]\n") == []
    assert found("!Ref AWS::NoValue", "Transform: AWS::LanguageExtensions\n") == [f"8:3 {UNUSED}"]


def test_an_api_from_elsewhere_may_have_other_routes() -> None:
    text = TEMPLATE.format(authorizer="!Ref AWS::NoValue").replace("ApiId: !Ref Api", "ApiId: !ImportValue Api")

    assert findings(text, "I9308") == []


SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          staff:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: {issuer: https://auth.example.com, audience: [orders]}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        Get: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: get}}
"""


def test_one_of_sam_that_no_event_names_is_told() -> None:
    message = "Authorizer 'staff': is used by no route: name it as the AuthorizerId of a route, or remove it"

    assert findings(SAM, "I9308") == [f"8:11 I9308 {message}"]
    assert findings(SAM.replace("get}", "get, Auth: {Authorizer: staff}}"), "I9308") == []
    assert findings(SAM.replace("      Auth:\n", "      Auth:\n        DefaultAuthorizer: staff\n"), "I9308") == []
