"""Notes, over a table kept in a dict: what DynamoDB does with it is tried end to end."""

import base64
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest


class Table:
    """As much of a boto3 `Table` as the function uses."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], dict[str, Any]] = {}

    def put_item(self, **said: Any) -> None:
        self.items[said["Item"]["owner"], said["Item"]["id"]] = said["Item"]

    def get_item(self, **said: Any) -> dict[str, Any]:
        found = self.items.get((said["Key"]["owner"], said["Key"]["id"]))
        return {"Item": found} if found else {}

    def delete_item(self, **said: Any) -> None:
        self.items.pop((said["Key"]["owner"], said["Key"]["id"]), None)

    def query(self, **said: Any) -> dict[str, Any]:
        wanted = said["ExpressionAttributeValues"][":o"]
        return {"Items": [item for (owner, _), item in self.items.items() if owner == wanted]}


@pytest.fixture
def send(
    load_function: Callable[[str], SimpleNamespace], http_event: Callable[..., dict[str, Any]]
) -> Callable[..., tuple[int, Any]]:
    """Send one request as somebody; return the status and the JSON of the answer."""
    app, table = load_function("notes").app, Table()

    def send(who: str, route_key: str, path: str, **options: Any) -> tuple[int, Any]:
        event = http_event(route_key, path, **options)
        event["requestContext"]["authorizer"] = {"jwt": {"claims": {"sub": who}}}
        response = app.answer(event, table)
        return response["statusCode"], json.loads(response.get("body") or "null")

    return send


Send = Callable[..., tuple[int, Any]]


def added(send: Send, who: str, text: str) -> str:
    status, note = send(who, "POST /notes", "/notes", body={"text": text})
    assert (status, note["text"]) == (201, text)
    return str(note["id"])


def one(send: Send, who: str, note: str, method: str = "GET") -> tuple[int, Any]:
    return send(who, f"{method} /notes/{{id}}", f"/notes/{note}", path_parameters={"id": note})


def test_a_note_is_kept_and_shown(send: Send) -> None:
    note = added(send, "ada", "buy milk")

    assert one(send, "ada", note) == (200, {"id": note, "text": "buy milk"})
    assert send("ada", "GET /notes", "/notes") == (200, {"notes": [{"id": note, "text": "buy milk"}]})


def test_nobody_sees_or_deletes_the_note_of_another(send: Send) -> None:
    note = added(send, "ada", "mine")

    assert one(send, "grace", note)[0] == 404
    assert one(send, "grace", note, "DELETE")[0] == 204
    assert send("grace", "GET /notes", "/notes") == (200, {"notes": []})
    assert one(send, "ada", note)[0] == 200


def test_a_deleted_note_is_gone(send: Send) -> None:
    note = added(send, "ada", "old")

    assert one(send, "ada", note, "DELETE")[0] == 204
    assert one(send, "ada", note)[0] == 404


@pytest.mark.parametrize("body", [None, "", "no json", {}, [], {"text": ""}, {"text": 1}, {"text": "x" * 10_001}])
def test_what_holds_no_text_is_refused(send: Send, body: Any) -> None:
    assert send("ada", "POST /notes", "/notes", body=body) == (
        400,
        {"message": "send JSON with a text of 1 to 10000 characters"},
    )


def test_a_body_may_come_base64_encoded(send: Send) -> None:
    body = base64.b64encode(b'{"text": "hello"}').decode()

    assert send("ada", "POST /notes", "/notes", body=body, is_base64_encoded=True)[0] == 201


@pytest.mark.parametrize("note", ["nope", "x" * 65])
def test_there_is_no_such_note(send: Send, note: str) -> None:
    assert one(send, "ada", note) == (404, {"message": "there is no such note"})
