import hmac
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

SECRET = b"shared with the sender"


def message(body: str, signature: str | None = None, message_id: str = "1") -> dict[str, Any]:
    if signature is None:
        signature = "sha256=" + hmac.new(SECRET, body.encode(), "sha256").hexdigest()
    attributes = {"signature": {"stringValue": signature, "dataType": "String"}} if signature else {}
    return {"messageId": message_id, "body": body, "messageAttributes": attributes}


@pytest.fixture
def deliver(
    load_function: Callable[[str], SimpleNamespace], capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[list[str], list[Any]]]:
    """Deliver messages; return which have to come again, and the lines logged."""
    app = load_function("deliveries").app

    def deliver(*messages: dict[str, Any]) -> tuple[list[str], list[Any]]:
        failures = app.failures({"Records": list(messages)}, SECRET)["batchItemFailures"]
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return [failure["itemIdentifier"] for failure in failures], lines

    return deliver


Deliver = Callable[..., tuple[list[str], list[Any]]]


def test_a_signed_delivery_is_taken(deliver: Deliver) -> None:
    assert deliver(message('{"action": "opened"}')) == ([], [{"messageId": "1", "action": "opened"}])


@pytest.mark.parametrize("signature", ["", "sha256=0", "ü", "sha1=0"])
def test_what_is_not_signed_is_dropped_for_good(deliver: Deliver, signature: str) -> None:
    assert deliver(message('{"action": "opened"}', signature)) == ([], [{"messageId": "1", "dropped": "not signed"}])


def test_a_changed_delivery_is_dropped(deliver: Deliver) -> None:
    signed = message('{"action": "opened"}')

    assert deliver({**signed, "body": '{"action": "closed"}'}) == ([], [{"messageId": "1", "dropped": "not signed"}])


def test_what_fails_comes_again_and_nothing_else(deliver: Deliver) -> None:
    again, lines = deliver(message("no json", message_id="1"), message('{"action": "opened"}', message_id="2"))

    assert again == ["1"]
    assert lines == [{"messageId": "1", "failed": "JSONDecodeError"}, {"messageId": "2", "action": "opened"}]
