"""E9907: log levels, and the format that takes them."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Format: {{Type: String, AllowedValues: [JSON, Text]}}
Conditions:
  IsJson: !Equals [!Ref Format, JSON]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::{kind}
    Properties: {{Name: api, ProtocolType: HTTP}}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig:
        LogFormat: {format}
        {name}: {level}
"""


def found(log_format: str, level: str = "INFO", *, name: str = "ApplicationLogLevel", kind: str = "Api") -> list[str]:
    return findings(TEMPLATE.format(format=log_format, name=name, level=level, kind=kind), "E9907")


@pytest.mark.parametrize("log_format", ["Text", "!Ref AWS::NoValue", "!Ref Format"])
def test_a_level_of_text_is_caught_where_it_stands(log_format: str) -> None:
    assert found(log_format) == [
        "14:9 E9907 ApplicationLogLevel 'INFO': levels are for logs in JSON only: add LogFormat: JSON"
    ]


def test_the_systems_level_is_caught_where_cfn_lint_does_not_see_it() -> None:
    assert found("Text", name="SystemLogLevel") == []
    assert found("!Ref AWS::NoValue", "!Ref Level", name="SystemLogLevel") == [
        "14:9 E9907 SystemLogLevel: levels are for logs in JSON only: add LogFormat: JSON"
    ]


@pytest.mark.parametrize("log_format", ["JSON", "!ImportValue Format", "[]"])
def test_a_level_of_json_or_of_what_is_not_known_is_left_alone(log_format: str) -> None:
    assert found(log_format) == []


def test_a_level_that_is_there_only_with_json_is_left_alone() -> None:
    level = "!If [IsJson, INFO, !Ref AWS::NoValue]"

    assert found("!Ref Format", level) == []
    assert found("!If [IsJson, JSON, Text]", level) == []
    assert len(found("!If [IsJson, Text, JSON]", level)) == 1


def test_a_template_without_an_http_api_is_left_alone() -> None:
    assert found("Text", kind="VpcLink") == []


def test_functions_of_sam_are_looked_at() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "def handler(event, context): pass"
      Handler: index.handler
      Runtime: python3.14
      LoggingConfig: {ApplicationLogLevel: WARN}
      Events: {List: {Type: HttpApi}}
"""
    assert findings(text, "E9907") == [
        "9:23 E9907 ApplicationLogLevel 'WARN': levels are for logs in JSON only: add LogFormat: JSON"
    ]
