"""E9401: credentials beside the origin `*`."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Secret: {{Type: String}}
  Switch: {{Type: String, Default: 'true'}}
  Stage: {{Type: String, AllowedValues: [live, test]}}
Conditions:
  IsLive: !Equals [!Ref Stage, live]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      CorsConfiguration:
        AllowCredentials: {allowed}
        AllowOrigins: {origins}
"""
MESSAGE = "E9401 AllowOrigins '*': API Gateway refuses it beside AllowCredentials: list the origins"


def found(allowed: str, origins: str) -> list[str]:
    return findings(TEMPLATE.format(allowed=allowed, origins=origins), "E9401")


def test_every_origin_with_credentials_is_caught_where_the_origin_stands() -> None:
    assert found("true", "['https://a.example', '*']") == [f"14:45 {MESSAGE}"]
    assert found("!Ref Switch", "['*']") == [f"14:24 {MESSAGE}"]
    assert found("!If [IsLive, true, false]", "[!If [IsLive, '*', 'https://a.example']]") == [f"14:37 {MESSAGE}"]


@pytest.mark.parametrize(
    ("allowed", "origins"),
    [
        ("false", "['*']"),
        ("!Ref Secret", "['*']"),
        ("!Ref AWS::NoValue", "['*']"),
        ("true", "['https://*']"),
        ("true", "[!Ref Secret]"),
        ("true", "!Ref Secret"),
        ("true", "'*'"),  # cfn-lint says that it is no list
        ("!If [IsLive, true, false]", "[!If [IsLive, 'https://a.example', '*']]"),
        ("[true]", "{a: '*'}"),
    ],
)
def test_origins_that_are_listed_or_not_known_are_left_alone(allowed: str, origins: str) -> None:
    assert found(allowed, origins) == []


def test_a_body_is_caught_where_it_says_so() -> None:
    text = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        x-amazon-apigateway-cors:
          allowCredentials: true
          allowOrigins:
            - '*'
        paths: {}
"""

    assert findings(text, "E9401") == [f"10:15 {MESSAGE}"]


def test_an_api_of_sam_is_caught_in_the_users_own_file() -> None:
    """The translator itself refuses `*` alone, and nothing else."""
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration:
        AllowOrigins: ['https://a.example', '*']
        AllowCredentials: true
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        All: {Type: HttpApi, Properties: {ApiId: !Ref Api}}
"""

    assert findings(text, "E9401") == [f"7:45 {MESSAGE}"]
