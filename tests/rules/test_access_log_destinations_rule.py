"""E9518: where access logs go."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Any: {Type: String}
Resources:
  Logs: {Type: AWS::Logs::LogGroup}
  Bucket: {Type: AWS::S3::Bucket}
  Stream: {Type: AWS::KinesisFirehose::DeliveryStream}
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      AccessLogSettings:
        Format: $context.requestId
        DestinationArn: DESTINATION
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: orders/
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        List: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: get}}
"""


def found(destination: str) -> list[str]:
    return findings(TEMPLATE.replace("DESTINATION", destination), "E9518")


@pytest.mark.parametrize(
    ("destination", "problem"),
    [
        ("!Ref Logs", "'!Ref Logs': must be an ARN, but !Ref Logs is its name: write !GetAtt Logs.Arn"),
        ("/aws/vendedlogs/x", "'/aws/vendedlogs/x': must be the ARN of a log group: write !GetAtt AccessLogs.Arn"),
        ("!GetAtt Bucket.Arn", "'!GetAtt Bucket.Arn': must be the ARN of a log group: Bucket is an AWS::S3::Bucket"),
    ],
)
def test_what_is_no_log_group_is_caught(destination: str, problem: str) -> None:
    assert found(destination) == [f"13:9 E9518 DestinationArn {problem}"]


@pytest.mark.parametrize(
    "destination",
    [
        "!GetAtt Logs.Arn",
        "!Sub 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Logs}'",
        "!Ref Any",
        "!ImportValue logs",
        "!GetAtt Stream.Arn",
    ],
)
def test_an_arn_or_what_may_be_one_is_left_alone(destination: str) -> None:
    assert found(destination) == []
