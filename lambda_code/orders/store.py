"""Orders in DynamoDB. The table's key is `id`; the index `by-customer` has the key `customer`, `created_at`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import tokens
from orders import CENT, Item, Order, Status

BY_CUSTOMER = "by-customer"
MAX_ID = 64  # characters; DynamoDB fails on keys over 2,048 bytes; ours are UUIDs of 36 characters


@dataclass(frozen=True)
class Page:
    orders: list[Order]
    next: str | None  # token of the page that follows


class Store(Protocol):
    """What routes need to keep orders; tests keep them in a dict."""

    def add(self, order: Order) -> None: ...

    def order(self, order_id: str) -> Order | None: ...

    def page(self, limit: int, after: str | None) -> Page:
        """Raises Invalid if `after` is no token of this list."""

    def page_of(self, customer: str, limit: int, after: str | None) -> Page:
        """Newest first. Raises Invalid if `after` is no token of this list."""

    def move(self, order: Order, to: Status) -> bool:
        """Whether the order still had the status it was read with, and so has the new one now."""


class DynamoStore:
    """A Store over a boto3 `Table`."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def add(self, order: Order) -> None:
        # Unconditional: the id is new, and when boto3 tries again after a timeout, the same order is written again.
        self._table.put_item(Item=record(order))

    def order(self, order_id: str) -> Order | None:
        if not 1 <= len(order_id) <= MAX_ID:
            return None
        # Consistent: whoever has just placed an order looks at it next.
        found = self._table.get_item(Key={"id": order_id}, ConsistentRead=True)
        return order_of(found["Item"]) if "Item" in found else None

    def page(self, limit: int, after: str | None) -> Page:
        start = {"ExclusiveStartKey": tokens.key(after, id=None)} if after else {}
        return _page(self._table.scan(Limit=limit, **start))

    def page_of(self, customer: str, limit: int, after: str | None) -> Page:
        start = {"ExclusiveStartKey": tokens.key(after, id=None, customer=customer, created_at=None)} if after else {}
        return _page(
            self._table.query(
                IndexName=BY_CUSTOMER,
                KeyConditionExpression="customer = :customer",
                ExpressionAttributeValues={":customer": customer},
                ScanIndexForward=False,
                Limit=limit,
                **start,
            )
        )

    def move(self, order: Order, to: Status) -> bool:
        try:
            # The condition is what makes two racing requests safe: the second one finds another status, and fails.
            self._table.update_item(
                Key={"id": order.id},
                UpdateExpression="SET #status = :to",
                ConditionExpression="#status = :from",
                ExpressionAttributeNames={"#status": "status"},  # a reserved word
                ExpressionAttributeValues={":from": order.status.value, ":to": to.value},
            )
        except self._table.meta.client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def record(order: Order) -> dict[str, Any]:
    """The order as boto3 writes it: numbers are ints and Decimals, never floats."""
    return {
        "id": order.id,
        "customer": order.customer,
        "items": [{"sku": item.sku, "quantity": item.quantity, "unit_price": item.unit_price} for item in order.items],
        "status": order.status.value,
        "created_at": order.created_at,
    }


def order_of(record: Mapping[str, Any]) -> Order:
    """The order in a record that boto3 read, where every number is a Decimal that has lost its trailing zeros."""
    return Order(
        id=record["id"],
        customer=record["customer"],
        items=tuple(
            Item(item["sku"], int(item["quantity"]), item["unit_price"].quantize(CENT)) for item in record["items"]
        ),
        status=Status(record["status"]),
        created_at=record["created_at"],
    )


def _page(answer: Mapping[str, Any]) -> Page:
    last = answer.get("LastEvaluatedKey")
    return Page([order_of(found) for found in answer["Items"]], tokens.token(last) if last else None)
