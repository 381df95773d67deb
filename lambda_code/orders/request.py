"""What clients sent: events of payload format 2.0, read into values. Whatever cannot be read raises Invalid.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

import json
import re
from base64 import b64decode
from decimal import Decimal
from typing import Any

from drafts import TEXT, is_text
from errors import Invalid
from orders import Status

Event = dict[str, Any]

DEFAULT_LIMIT = 20


def body(event: Event) -> Any:
    """The body as JSON, where numbers with a fraction are exact Decimals."""
    try:
        sent = event.get("body") or ""
        text = b64decode(sent, validate=True).decode() if event.get("isBase64Encoded") else sent
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, ArithmeticError, RecursionError):  # not JSON, a number beyond Decimal, nested beyond Python
        raise Invalid("the body cannot be read as JSON") from None


def status(event: Event) -> Status:
    """The status that a PATCH asks for, whether or not the order may have it."""
    match body(event):
        case {"status": str(wanted), **others} if not others and wanted in list(Status):
            return Status(wanted)
    raise Invalid("the change is not valid", [f'body: must be {{"status": one of {", ".join(Status)}}}'])


def limit(event: Event) -> int:
    """How many orders at most the client wants in one page, 1 to 100."""
    wanted = _query(event).get("limit", str(DEFAULT_LIMIT))
    if not re.fullmatch("[1-9][0-9]?|100", wanted):
        raise Invalid("the query is not valid", ["limit: must be a whole number from 1 to 100"])
    return int(wanted)


def after(event: Event) -> str | None:
    """The token of the page that the client has seen last."""
    return _query(event).get("next")


def customer(event: Event) -> str:
    """The customer whom the header `x-customer` names."""
    name = event["headers"].get("x-customer")
    if not is_text(name):
        raise Invalid("the headers are not valid", [f"x-customer: {TEXT}"])
    return str(name)


def order_id(event: Event) -> str:
    return str(event["pathParameters"]["id"])


def _query(event: Event) -> dict[str, str]:
    return event.get("queryStringParameters") or {}


def _refuse(constant: str) -> None:
    """NaN and Infinity are not JSON, but Python reads them unless told otherwise."""
    raise ValueError(constant)
