"""Notes of people who have signed in: each sees only their own.

GET    /notes       -> {"notes": [{"id": "…", "text": "…"}, …]}
POST   /notes       {"text": "…"} -> 201 {"id": "…", "text": "…"}
GET    /notes/{id}  -> {"id": "…", "text": "…"}
DELETE /notes/{id}  -> 204

The API checks the token before it calls: `sub`, the person, is a claim that can be trusted.
"""

import base64
import json
import os
from functools import cache
from typing import Any
from uuid import uuid4

Event = dict[str, Any]  # payload format 2.0
Reply = dict[str, Any]

MAX_TEXT = 10_000  # characters
MAX_ID = 64


def handler(event: Event, context: object) -> Reply:
    """What Lambda calls: `answer` with the real table."""
    return answer(event, _table())


def answer(event: Event, table: Any) -> Reply:
    """The response to one request; `table` is a boto3 `Table` with the keys `owner` and `id`."""
    owner = event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"]
    note_id = (event.get("pathParameters") or {}).get("id", "")
    match event["routeKey"]:
        case "GET /notes":
            return _reply(200, {"notes": [_shown(item) for item in _all(table, owner)]})
        case "POST /notes":
            return _add(table, owner, event)
        case "GET /notes/{id}" if note_id and len(note_id) <= MAX_ID:
            found = table.get_item(Key={"owner": owner, "id": note_id}).get("Item")
            return _reply(200, _shown(found)) if found else _reply(404, {"message": "there is no such note"})
        case "DELETE /notes/{id}" if note_id and len(note_id) <= MAX_ID:
            table.delete_item(Key={"owner": owner, "id": note_id})
            return {"statusCode": 204}
    return _reply(404, {"message": "there is no such note"})


def _add(table: Any, owner: str, event: Event) -> Reply:
    text = _text(event)
    if text is None:
        return _reply(400, {"message": f"send JSON with a text of 1 to {MAX_TEXT} characters"})
    note = {"owner": owner, "id": str(uuid4()), "text": text}
    table.put_item(Item=note)
    return _reply(201, _shown(note))


def _all(table: Any, owner: str) -> list[dict[str, Any]]:
    asked = {"KeyConditionExpression": "#o = :o", "ExpressionAttributeNames": {"#o": "owner"}}
    page = table.query(**asked, ExpressionAttributeValues={":o": owner}, Limit=100)
    return list(page["Items"])


def _text(event: Event) -> str | None:
    """The text of a new note, or None if what was sent holds none."""
    body = event.get("body") or ""
    try:
        sent = json.loads(base64.b64decode(body) if event.get("isBase64Encoded") else body)
    except ValueError:
        return None
    text = sent.get("text") if isinstance(sent, dict) else None
    return text if isinstance(text, str) and 0 < len(text) <= MAX_TEXT else None


def _shown(note: dict[str, Any]) -> dict[str, Any]:
    return {"id": note["id"], "text": note["text"]}


def _reply(status: int, body: dict[str, Any]) -> Reply:
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}


@cache
def _table() -> Any:
    import boto3  # in every Lambda runtime

    return boto3.resource("dynamodb").Table(os.environ["TABLE"])
