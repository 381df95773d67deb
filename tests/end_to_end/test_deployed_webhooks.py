"""The example of webhooks as it is committed, from the delivery to the function behind the queue.

API Gateway's part is done by `service_integrations.py`: the emulator does not call services by itself.
"""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from generator.flavours import Flavour
from tests.end_to_end.deployed import Checkout, Cloud
from tests.end_to_end.service_integrations import Request, behind

pytestmark = pytest.mark.emulator

STACK = "webhooks-example"
SECONDS = 20  # until the queue has called the function, and that has logged


@pytest.fixture(scope="module")
def ids(new_checkout: Callable[[], Checkout], cloud: Cloud, flavour: Flavour) -> Iterator[dict[str, str]]:
    """What each logical ID of the stack became."""
    new_checkout().deploy("webhooks", "--stack", STACK, "--flavour", flavour)
    yield cloud.physical_ids(STACK)
    cloud.delete(STACK)


def test_a_signed_delivery_is_taken(ids: dict[str, str], cloud: Cloud) -> None:
    secret = cloud.client("secretsmanager").get_secret_value(SecretId=ids["SigningSecret"])["SecretString"]
    body = '{"action": "opened"}'
    signature = hmac.new(secret.encode(), body.encode(), "sha256").hexdigest()
    message_id = _delivered(cloud, body, f"sha256={signature}")

    assert _logged(cloud, ids, message_id) == {"messageId": message_id, "action": "opened"}


def test_a_delivery_with_another_signature_is_dropped(ids: dict[str, str], cloud: Cloud) -> None:
    message_id = _delivered(cloud, '{"action": "closed"}', "sha256=0")

    assert _logged(cloud, ids, message_id) == {"messageId": message_id, "dropped": "not signed"}


def test_an_event_is_put_on_the_bus(ids: dict[str, str], cloud: Cloud) -> None:
    events = behind(cloud, STACK, "POST /events/{kind}")

    assert events.parameters["EventBusName"].endswith(f":event-bus/{ids['Events']}")
    assert events.call(Request('{"ref": "main"}', path={"kind": "push"}))["FailedEntryCount"] == 0


def test_an_approval_is_a_running_workflow(ids: dict[str, str], cloud: Cloud) -> None:
    started = behind(cloud, STACK, "POST /approvals").call(Request('{"release": 7}'))
    execution = cloud.client("stepfunctions").describe_execution(executionArn=started["executionArn"])

    assert (execution["stateMachineArn"], execution["status"]) == (ids["Approval"], "RUNNING")
    assert json.loads(execution["input"]) == {"release": 7}


def _delivered(cloud: Cloud, body: str, signature: str) -> str:
    """Deliver, and return the ID of the message."""
    delivery = Request(body, {"x-hub-signature-256": signature})
    return str(behind(cloud, STACK, "POST /deliveries").call(delivery)["MessageId"])


def _logged(cloud: Cloud, ids: dict[str, str], message_id: str) -> Any:
    """Return what the function says of a message once it has."""
    logs = cloud.client("logs")
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        for event in logs.filter_log_events(logGroupName=ids["DeliveriesLogGroup"])["events"]:
            if event["message"].startswith(f'{{"messageId": "{message_id}"'):
                return json.loads(event["message"])
        time.sleep(0.1)
    return None
