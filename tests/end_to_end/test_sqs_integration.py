"""A queue behind routes, without a function between: messages are sent, received and deleted as the routes say.

API Gateway's part is done by `service_integrations.py`, because the emulator leaves it out. What is proven is what is
deployed: that parameters, role and policy together bring a message into the queue, and allow nothing else.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.end_to_end.deployed import Checkout, Cloud
from tests.end_to_end.service_integrations import Request, behind

pytestmark = pytest.mark.emulator

STACK = "queued"
SPEC = """
    routes:
      POST /jobs:
        sqs:
          queue: !GetAtt Jobs.Arn
          message_attributes: '{"sender": {"DataType": "String", "StringValue": "${request.header.x-sender}"}}'
      GET /jobs:
        sqs: {queue: !GetAtt Jobs.Arn, action: ReceiveMessage, max_number_of_messages: 10, wait_time_seconds: 1}
      DELETE /jobs/{handle}:
        sqs: {queue: !GetAtt Jobs.Arn, action: DeleteMessage, receipt_handle: $request.path.handle}
      DELETE /jobs: {sqs: {queue: !GetAtt Jobs.Arn, action: PurgeQueue}}
      POST /orders:
        sqs:
          queue: !GetAtt Orders.Arn
          message_body: $request.body.order
          message_group_id: $request.body.customer
          message_deduplication_id: $context.requestId
      POST /named: {sqs: {queue: !Sub "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs-by-name"}}
    cloudformation:
      Resources:
        Jobs: {Type: AWS::SQS::Queue, DeletionPolicy: Delete, UpdateReplacePolicy: Delete}
        Orders:
          Type: AWS::SQS::Queue
          DeletionPolicy: Delete
          UpdateReplacePolicy: Delete
          Properties: {FifoQueue: true}
        Named:
          Type: AWS::SQS::Queue
          DeletionPolicy: Delete
          UpdateReplacePolicy: Delete
          Properties: {QueueName: jobs-by-name}
"""
ACTIONS = {
    "POST /jobs": "sqs:SendMessage",
    "GET /jobs": "sqs:ReceiveMessage",
    "DELETE /jobs/{handle}": "sqs:DeleteMessage",
    "DELETE /jobs": "sqs:PurgeQueue",
}


@pytest.fixture(scope="module")
def ids(new_checkout: Callable[[], Checkout], cloud: Cloud) -> dict[str, str]:
    """What each logical ID of the stack became; a queue's is its URL."""
    new_checkout().deploy_spec(STACK, SPEC)
    return cloud.physical_ids(STACK)


def test_a_message_arrives_in_the_queue(ids: dict[str, str], cloud: Cloud) -> None:
    sent = behind(cloud, STACK, "POST /jobs").call(Request('{"job": 1}', {"x-sender": "ada"}))
    (message,) = received(cloud, ids["Jobs"])

    assert (message["MessageId"], message["Body"]) == (sent["MessageId"], '{"job": 1}')
    assert message["MessageAttributes"]["sender"]["StringValue"] == "ada"


def test_a_message_of_a_fifo_queue_is_a_part_of_the_body_in_the_customer_s_group(
    ids: dict[str, str], cloud: Cloud
) -> None:
    body = {"customer": "ada", "order": {"sku": "COF-1"}}
    behind(cloud, STACK, "POST /orders").call(Request(json.dumps(body)))
    (message,) = received(cloud, ids["Orders"])

    assert json.loads(message["Body"]) == {"sku": "COF-1"}
    assert message["Attributes"]["MessageGroupId"] == "ada"


def test_messages_are_received_and_deleted_through_the_api(ids: dict[str, str], cloud: Cloud) -> None:
    behind(cloud, STACK, "POST /jobs").call(Request("to be taken", {"x-sender": "ada"}))
    taken = behind(cloud, STACK, "GET /jobs").call(Request())["Messages"]
    for message in taken:
        behind(cloud, STACK, "DELETE /jobs/{handle}").call(Request(path={"handle": message["ReceiptHandle"]}))

    assert "to be taken" in [message["Body"] for message in taken]
    assert waiting(cloud, ids["Jobs"]) == 0


def test_a_queue_is_emptied_through_the_api(ids: dict[str, str], cloud: Cloud) -> None:
    behind(cloud, STACK, "POST /jobs").call(Request("to be thrown away", {"x-sender": "ada"}))
    behind(cloud, STACK, "DELETE /jobs").call(Request())

    assert waiting(cloud, ids["Jobs"]) == 0


def test_the_url_of_a_queue_outside_of_the_template_is_aws_s(ids: dict[str, str], cloud: Cloud) -> None:
    """Read only: the emulator's own URLs are others, its region and account are in this one."""
    integration = behind(cloud, STACK, "POST /named")

    assert integration.parameters["QueueUrl"] == "https://sqs.us-east-1.amazonaws.com/000000000000/jobs-by-name"
    assert integration.allowed() == [("Allow", "sqs:SendMessage", arn(cloud, ids["Named"]))]


@pytest.mark.parametrize("route", ACTIONS)
def test_a_role_may_do_one_thing_to_one_queue(ids: dict[str, str], cloud: Cloud, route: str) -> None:
    assert behind(cloud, STACK, route).allowed() == [("Allow", ACTIONS[route], arn(cloud, ids["Jobs"]))]


def test_what_a_role_may_not_do_is_refused(ids: dict[str, str], cloud: Cloud) -> None:
    sqs = behind(cloud, STACK, "POST /jobs").client("sqs")

    with pytest.raises(ClientError, match="AccessDenied"):
        sqs.receive_message(QueueUrl=ids["Jobs"])
    with pytest.raises(ClientError, match="AccessDenied"):
        sqs.send_message(QueueUrl=ids["Orders"], MessageBody="x", MessageGroupId="x", MessageDeduplicationId="x")


def test_nobody_but_api_gateway_is_trusted_with_the_role(ids: dict[str, str], cloud: Cloud) -> None:
    """A user who may do everything: the emulator takes the account itself for a service."""
    role = cloud.client("iam").get_role(RoleName=behind(cloud, STACK, "POST /jobs").role)["Role"]
    sts = cloud.client("sts", cloud.user("*", "*"))

    with pytest.raises(ClientError, match="AccessDenied"):
        sts.assume_role(RoleArn=role["Arn"], RoleSessionName="somebody")


def received(cloud: Cloud, queue: str) -> list[dict[str, Any]]:
    """Take all messages out of the queue."""
    sqs = cloud.client("sqs")
    wanted = {"MessageAttributeNames": ["All"], "AttributeNames": ["All"]}
    messages: list[dict[str, Any]] = sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=5, **wanted
    ).get("Messages", [])
    for message in messages:
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return messages


def waiting(cloud: Cloud, queue: str) -> int:
    """Return how many messages are left, those that somebody has taken and not deleted included."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = cloud.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return sum(map(int, found.values()))


def arn(cloud: Cloud, queue: str) -> str:
    found = cloud.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    return str(found["Attributes"]["QueueArn"])
