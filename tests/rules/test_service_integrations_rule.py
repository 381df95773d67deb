"""E9604: actions of services, their parameters and their roles."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Url: {Type: String}
  HasBody: {Type: String, AllowedValues: ['yes', 'no']}
Conditions:
  WithBody: !Equals [!Ref HasBody, 'yes']
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      PayloadFormatVersion: "1.0"
"""
ROLE = "CredentialsArn: !ImportValue Role"


def service(*lines: str) -> list[str]:
    return findings(TEMPLATE + "".join(f"      {line}\n" for line in lines), "E9604")


def test_an_action_that_there_is_not_is_caught_with_what_was_meant() -> None:
    assert service("IntegrationSubtype: SQS-SendMesage") == [
        "16:7 E9604 IntegrationSubtype 'SQS-SendMesage': HTTP APIs have no such action; did you mean SQS-SendMessage?"
    ]


def test_an_action_of_another_service_is_caught_with_all_that_there_are() -> None:
    (message,) = service("IntegrationSubtype: DynamoDB-PutItem")

    assert message.startswith(
        "16:7 E9604 IntegrationSubtype 'DynamoDB-PutItem': HTTP APIs have no such action: write one of SQS-SendMessage,"
    )


def test_every_required_parameter_and_the_role_are_missed() -> None:
    assert service("IntegrationSubtype: Kinesis-PutRecord", "RequestParameters: {StreamName: clicks}") == [
        "12:5 E9604 Kinesis-PutRecord needs CredentialsArn: the role that API Gateway assumes for kinesis:PutRecord",
        "17:7 E9604 Kinesis-PutRecord needs Data in RequestParameters",
        "17:7 E9604 Kinesis-PutRecord needs PartitionKey in RequestParameters",
    ]


def test_an_integration_without_parameters_is_caught_at_its_properties() -> None:
    assert service("IntegrationSubtype: SQS-PurgeQueue", ROLE) == [
        "12:5 E9604 SQS-PurgeQueue needs QueueUrl in RequestParameters"
    ]


def test_a_parameter_that_the_action_does_not_take_is_caught_where_it_stands() -> None:
    assert service(
        "IntegrationSubtype: SQS-SendMessage",
        ROLE,
        "RequestParameters:",
        "  QueueUrl: !Ref Url",
        "  MessageBody: $request.body",
        "  MessageGroupID: a",
        "  append:header.x: a",
    ) == [
        "21:9 E9604 SQS-SendMessage has no parameter MessageGroupID; did you mean MessageGroupId?",
        "22:9 E9604 SQS-SendMessage has no parameter append:header.x: it takes QueueUrl, MessageBody, DelaySeconds, "
        "MessageAttributes, MessageDeduplicationId, MessageGroupId, MessageSystemAttributes, Region",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("IntegrationSubtype: SQS-PurgeQueue", ROLE, "RequestParameters: {QueueUrl: !Ref Url, Region: eu-west-1}"),
        ("IntegrationSubtype: !Ref Url",),
        ("IntegrationSubtype: !ImportValue Action",),
        ("IntegrationSubtype: SQS-PurgeQueue", ROLE, "RequestParameters: !Ref Url"),
        ("IntegrationSubtype: SQS-PurgeQueue", ROLE, "RequestParameters: [QueueUrl]"),
        ("IntegrationSubtype: SQS-PurgeQueue", ROLE, "RequestParameters: {'Fn::Transform': {Name: Queues}}"),
        ("IntegrationUri: !ImportValue Function",),
    ],
)
def test_what_is_valid_or_not_known_is_left_alone(lines: tuple[str, ...]) -> None:
    assert service(*lines) == []


def test_parameters_fit_their_action_in_each_branch() -> None:
    subtype = "IntegrationSubtype: !If [WithBody, SQS-SendMessage, SQS-PurgeQueue]"
    with_body, without = "{QueueUrl: !Ref Url, MessageBody: a}", "{QueueUrl: !Ref Url}"

    assert service(subtype, ROLE, f"RequestParameters: !If [WithBody, {with_body}, {without}]") == []
    assert service(subtype, ROLE, f"RequestParameters: {without}") == [
        "18:7 E9604 SQS-SendMessage needs MessageBody in RequestParameters"
    ]


def test_a_role_that_is_there_only_sometimes_is_caught() -> None:
    assert service(
        "IntegrationSubtype: SQS-PurgeQueue",
        "RequestParameters: {QueueUrl: !Ref Url}",
        "CredentialsArn: !If [WithBody, !Ref Url, !Ref AWS::NoValue]",
    ) == ["18:48 E9604 SQS-PurgeQueue needs CredentialsArn: the role that API Gateway assumes for sqs:PurgeQueue"]


def test_an_operation_of_a_document_is_caught_in_it() -> None:
    text = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        paths:
          /jobs:
            post:
              x-amazon-apigateway-integration:
                type: aws_proxy
                subtype: SQS-SendMessage
                credentials: !ImportValue Role
                requestParameters: {QueueUrl: a}
                payloadFormatVersion: "1.0"
"""

    assert findings(text, "E9604") == ["14:17 E9604 SQS-SendMessage needs MessageBody in RequestParameters"]


SERVICES = """\
  Queue: {Type: AWS::SQS::Queue}
  Stream: {Type: AWS::Kinesis::Stream}
  Machine: {Type: AWS::StepFunctions::StateMachine}
"""


def target(subtype: str, parameters: str) -> list[str]:
    lines = (ROLE, f"IntegrationSubtype: {subtype}", f"RequestParameters: {{{parameters}}}")
    text = TEMPLATE.replace("Resources:\n", f"Resources:\n{SERVICES}", 1)
    return findings(text + "".join(f"      {line}\n" for line in lines), "E9604")


@pytest.mark.parametrize(
    ("subtype", "parameters", "problem"),
    [
        (
            "SQS-SendMessage",
            "MessageBody: $request.body, QueueUrl: !GetAtt Queue.Arn",
            "QueueUrl '!GetAtt Queue.Arn': must be the URL of the queue: write !Ref Queue",
        ),
        (
            "Kinesis-PutRecord",
            "Data: $request.body, PartitionKey: a, StreamName: !GetAtt Stream.Arn",
            "StreamName '!GetAtt Stream.Arn': must be the name of the stream: write !Ref Stream",
        ),
        (
            "StepFunctions-StartExecution",
            "StateMachineArn: !GetAtt Machine.Name",
            "StateMachineArn '!GetAtt Machine.Name': must be an ARN, but !GetAtt Machine.Name is its Name: "
            "write !Ref Machine",
        ),
    ],
)
def test_another_attribute_of_the_target_is_caught(subtype: str, parameters: str, problem: str) -> None:
    assert [found.partition(" E9604 ")[2] for found in target(subtype, parameters)] == [problem]


@pytest.mark.parametrize(
    ("subtype", "parameters"),
    [
        ("SQS-SendMessage", "MessageBody: $request.body, QueueUrl: !Ref Queue"),
        ("SQS-SendMessage", "MessageBody: $request.body, QueueUrl: !GetAtt Queue.QueueUrl"),
        ("SQS-SendMessage", "MessageBody: $request.body, QueueUrl: !ImportValue Url"),
        ("Kinesis-PutRecord", "Data: $request.body, PartitionKey: a, StreamName: !Ref Stream"),
        ("StepFunctions-StartExecution", "StateMachineArn: !GetAtt Machine.Arn"),
        ("StepFunctions-StartExecution", "StateMachineArn: $request.querystring.machine"),
    ],
)
def test_what_the_action_takes_is_left_alone(subtype: str, parameters: str) -> None:
    assert target(subtype, parameters) == []
