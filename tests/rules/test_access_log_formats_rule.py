"""E9507: formats of access logs that API Gateway refuses."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      StageName: live
      AutoDeploy: true
      AccessLogSettings:
        DestinationArn: !Ref Logs
        Format: {format}
"""
REQUEST_ID = "must contain $context.requestId or $context.extendedRequestId: API Gateway requires one of them"


def found(format: str) -> list[str]:
    return findings(TEMPLATE.format(format=format), "E9507")


@pytest.mark.parametrize(
    ("format", "problem"),
    [
        ("$context.status", REQUEST_ID),
        ("!Sub '$context.status ${!Literal}'", REQUEST_ID),
        ("!Join [' ', [$context.status, $context.path]]", REQUEST_ID),
        (
            '"$context.requestId\\n$context.status"',
            "must be one line, a line break may stand only at the very end: fold it with >- in YAML",
        ),
        (
            f"'$context.requestId {'a' * 3100}'",
            "has 3,119 bytes, but API Gateway takes at most 3,072: leave some variables out",
        ),
    ],
)
def test_a_format_that_api_gateway_refuses_is_caught(format: str, problem: str) -> None:
    assert found(format) == [f"10:9 E9507 Format: {problem}"]


@pytest.mark.parametrize(
    "format",
    [
        """'{"id": "$context.requestId", "status": "$context.status"}'""",
        ">-\n          $context.extendedRequestId\n          $context.status",
        '"$context.requestId\\n"',
        "!Sub '$context.status ${Rest}'",
        "!Ref Format",
        "{id: $context.status}",
    ],
)
def test_a_format_that_is_valid_or_not_known_is_left_alone(format: str) -> None:
    assert found(format) == []


def test_a_stage_of_sam_is_caught_in_the_users_own_file() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody: {openapi: 3.0.1, paths: {}}
      AccessLogSettings:
        DestinationArn: !Ref Logs
        Format: $context.status
"""

    assert findings(text, "E9507") == [f"9:9 E9507 Format: {REQUEST_ID}"]
