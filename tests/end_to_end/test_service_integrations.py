"""An event bus, workflows and a stream behind routes, without a function between.

API Gateway's part is done by `service_integrations.py`, because the emulator leaves it out. Whether AWS takes a
stream's Data as it is or in base64 is not shown.
"""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.end_to_end.deployed import Checkout, Cloud
from tests.end_to_end.service_integrations import Request, behind

pytestmark = pytest.mark.emulator

STACK = "serviced"
SPEC = """
    routes:
      POST /events/{kind}:
        event_bridge: {event_bus: !GetAtt Bus.Arn, source: shop, detail_type: $request.path.kind}
      POST /default: {event_bridge: {source: shop, detail_type: order, detail: $request.body.order}}
      POST /flows: {step_functions: {state_machine: !Ref Flow, name: $request.body.name, input: $request.body.input}}
      DELETE /flows/{execution}:
        step_functions:
          action: StopExecution
          state_machine: !Ref Flow
          execution_arn: $request.path.execution
          cause: the client asked
      POST /sums: {step_functions: {action: StartSyncExecution, state_machine: !Ref Sum, input: $request.body}}
      POST /clicks: {kinesis: {stream: !GetAtt Clicks.Arn, partition_key: $request.header.x-visitor}}
    cloudformation:
      Resources:
        Bus: {Type: AWS::Events::EventBus, Properties: {Name: !Sub "${AWS::StackName}-bus"}}
        Orders: {Type: AWS::SQS::Queue, DeletionPolicy: Delete, UpdateReplacePolicy: Delete}
        OrdersFromBus:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Orders]
            PolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: {Service: events.amazonaws.com}
                  Action: sqs:SendMessage
                  Resource: !GetAtt Orders.Arn
        Forward:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Bus
            EventPattern: {source: [shop], detail-type: [order]}
            Targets: [{Id: orders, Arn: !GetAtt Orders.Arn}]
        Flow:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            RoleArn: !GetAtt FlowRole.Arn
            Definition:
              StartAt: Wait
              States:
                Wait: {Type: Wait, Seconds: 300, Next: Done}
                Done: {Type: Succeed}
        Sum:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            StateMachineType: EXPRESS
            RoleArn: !GetAtt FlowRole.Arn
            Definition:
              StartAt: Add
              States:
                Add:
                  Type: Pass
                  Parameters: {"sum.$": "States.MathAdd($.a, $.b)"}
                  End: true
        FlowRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - {Effect: Allow, Principal: {Service: states.amazonaws.com}, Action: "sts:AssumeRole"}
        Clicks:
          Type: AWS::Kinesis::Stream
          DeletionPolicy: Delete
          UpdateReplacePolicy: Delete
          Properties: {ShardCount: 1}
"""
ACCOUNT = "us-east-1:000000000000"


@pytest.fixture(scope="module")
def ids(new_checkout: Callable[[], Checkout], cloud: Cloud) -> dict[str, str]:
    """What each logical ID of the stack became."""
    new_checkout().deploy_spec(STACK, SPEC)
    return cloud.physical_ids(STACK)


def test_an_event_reaches_whom_a_rule_of_the_bus_sends_it_to(ids: dict[str, str], cloud: Cloud) -> None:
    events = behind(cloud, STACK, "POST /events/{kind}")
    events.call(Request('{"order": 6}', path={"kind": "return"}))
    sent = events.call(Request('{"order": 7}', path={"kind": "order"}))
    event = _only_message(cloud, ids["Orders"])

    assert sent["FailedEntryCount"] == 0
    assert (event["source"], event["detail-type"], event["detail"]) == ("shop", "order", {"order": 7})


def test_an_event_without_a_bus_goes_to_the_account_s_own(ids: dict[str, str], cloud: Cloud) -> None:
    answer = behind(cloud, STACK, "POST /default").call(Request('{"order": {"sku": "COF-1"}}'))

    assert answer["FailedEntryCount"] == 0


def test_an_execution_is_started_with_the_input_and_the_name_of_the_body(ids: dict[str, str], cloud: Cloud) -> None:
    body = json.dumps({"name": "first", "input": {"order": 7}})
    started = behind(cloud, STACK, "POST /flows").call(Request(body))
    execution = cloud.client("stepfunctions").describe_execution(executionArn=started["executionArn"])

    assert (execution["stateMachineArn"], execution["name"]) == (ids["Flow"], "first")
    assert json.loads(execution["input"]) == {"order": 7}


def test_an_execution_is_stopped(ids: dict[str, str], cloud: Cloud) -> None:
    started = cloud.client("stepfunctions").start_execution(stateMachineArn=ids["Flow"], input="{}")
    behind(cloud, STACK, "DELETE /flows/{execution}").call(Request(path={"execution": started["executionArn"]}))
    execution = cloud.client("stepfunctions").describe_execution(executionArn=started["executionArn"])

    assert (execution["status"], execution["cause"]) == ("ABORTED", "the client asked")


def test_an_express_workflow_answers_at_once(ids: dict[str, str], cloud: Cloud) -> None:
    answer = behind(cloud, STACK, "POST /sums").call(Request('{"a": 2, "b": 3}'))

    assert (answer["status"], json.loads(answer["output"])) == ("SUCCEEDED", {"sum": 5})


def test_a_record_is_written_to_the_stream(ids: dict[str, str], cloud: Cloud) -> None:
    written = behind(cloud, STACK, "POST /clicks").call(Request('{"click": 1}', {"x-visitor": "ada"}))
    (record,) = _records(cloud, ids["Clicks"])

    assert (record["Data"], record["PartitionKey"]) == (b'{"click": 1}', "ada")
    assert record["SequenceNumber"] == written["SequenceNumber"]


def test_each_role_may_do_one_thing_to_one_resource(ids: dict[str, str], cloud: Cloud) -> None:
    flow = ids["Flow"].split(":")[-1]
    expected = {
        "POST /events/{kind}": ("events:PutEvents", f"arn:aws:events:{ACCOUNT}:event-bus/{STACK}-bus"),
        "POST /default": ("events:PutEvents", f"arn:aws:events:{ACCOUNT}:event-bus/default"),
        "POST /flows": ("states:StartExecution", ids["Flow"]),
        "DELETE /flows/{execution}": ("states:StopExecution", f"arn:aws:states:{ACCOUNT}:execution:{flow}:*"),
        "POST /sums": ("states:StartSyncExecution", ids["Sum"]),
        "POST /clicks": ("kinesis:PutRecord", f"arn:aws:kinesis:{ACCOUNT}:stream/{ids['Clicks']}"),
    }

    assert {route: behind(cloud, STACK, route).allowed() for route in expected} == {
        route: [("Allow", *allowed)] for route, allowed in expected.items()
    }


def test_what_a_role_may_not_do_is_refused(ids: dict[str, str], cloud: Cloud) -> None:
    flows = behind(cloud, STACK, "POST /flows").client("stepfunctions")
    clicks = behind(cloud, STACK, "POST /clicks").client("kinesis")
    events = behind(cloud, STACK, "POST /default").client("events")
    entry = {"Source": "shop", "DetailType": "order", "Detail": "{}", "EventBusName": f"{STACK}-bus"}

    with pytest.raises(ClientError, match="AccessDenied"):
        flows.start_execution(stateMachineArn=ids["Sum"])
    with pytest.raises(ClientError, match="AccessDenied"):
        flows.list_executions(stateMachineArn=ids["Flow"])
    with pytest.raises(ClientError, match="AccessDenied"):
        clicks.list_shards(StreamName=ids["Clicks"])
    with pytest.raises(ClientError, match="AccessDenied"):
        events.put_events(Entries=[entry])


def _only_message(cloud: Cloud, queue: str) -> Any:
    """Return the one message that gets to the queue within five seconds."""
    (message,) = cloud.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=5)[
        "Messages"
    ]
    return json.loads(message["Body"])


def _records(cloud: Cloud, stream: str) -> list[dict[str, Any]]:
    """Return the records of the stream once there are any, or none after five seconds."""
    kinesis = cloud.client("kinesis")
    (shard,) = kinesis.list_shards(StreamName=stream)["Shards"]
    named = {"StreamName": stream, "ShardId": shard["ShardId"]}
    start = kinesis.get_shard_iterator(**named, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        records: list[dict[str, Any]] = kinesis.get_records(ShardIterator=start)["Records"]
        if records:
            return records
        time.sleep(0.1)
    return []
