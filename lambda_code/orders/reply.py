"""Responses of payload format 2.0. Money is text with two decimals, because JSON numbers are not exact."""

import json
from collections.abc import Mapping
from typing import Any

from errors import OrderError
from orders import Order

Reply = dict[str, Any]


def json_reply(status: int, body: object, headers: Mapping[str, str] | None = None) -> Reply:
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json", **(headers or {})},
        "body": json.dumps(body),
    }


def no_content() -> Reply:
    return {"statusCode": 204, "headers": {}, "body": ""}


def error(refusal: OrderError) -> Reply:
    """The one shape of all errors: `{"message": str, "problems": [str, ...]}`; problems may be empty."""
    return json_reply(refusal.status, {"message": refusal.message, "problems": refusal.problems})


def order_json(order: Order) -> dict[str, Any]:
    """The order as clients see it."""
    return {
        "id": order.id,
        "customer": order.customer,
        "items": [
            {"sku": item.sku, "quantity": item.quantity, "unit_price": str(item.unit_price)} for item in order.items
        ],
        "total": str(order.total),
        "status": order.status,
        "created_at": order.created_at,
    }
