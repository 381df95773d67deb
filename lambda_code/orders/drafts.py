"""Checks of what clients send as a new order: every problem is found before any is answered."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from errors import Invalid
from orders import CENT, Item

# DynamoDB refuses items over 400 KB: an order within these limits stays far below.
MAX_ITEMS = 100
MAX_QUANTITY = 1000
MAX_PRICE = Decimal("999999.99")
MAX_TEXT = 100  # characters

TEXT = f"must be 1 to {MAX_TEXT} printable characters without spaces around them"


@dataclass(frozen=True)
class Draft:
    """An order before it has an id, a status and a date."""

    customer: str
    items: tuple[Item, ...]


def draft(body: Any) -> Draft:
    """The checked order. Raises Invalid with all problems, each as `where: what it must be`, in reading order."""
    problems = list(_problems(body))
    if problems:
        raise Invalid("the order is not valid", problems)
    items = (Item(item["sku"], item["quantity"], Decimal(item["unit_price"]).quantize(CENT)) for item in body["items"])
    return Draft(body["customer"], tuple(items))


def is_text(value: object) -> bool:
    """Whether it can name something.

    Only what is printable, because DynamoDB cannot store half a surrogate pair; and no spaces around it, because
    headers lose them on the way: such a customer could never ask for `/orders/mine`.
    """
    return isinstance(value, str) and 1 <= len(value) <= MAX_TEXT and value.isprintable() and value == value.strip()


def is_price(value: object) -> bool:
    """Whether it is 0 to MAX_PRICE in whole cents: a number, or text (`"12.50"`) where JSON numbers are not exact."""
    if not isinstance(value, str | int | Decimal) or isinstance(value, bool):
        return False
    if isinstance(value, str) and not set(value) <= set("0123456789."):  # Decimal also reads "1_0", " 1 ", "1e2", "NaN"
        return False
    try:
        price = Decimal(value)
    except InvalidOperation:
        return False
    # Signs are refused because of -0.0; the limit comes before the cents because quantize fails on huge numbers.
    return not price.is_signed() and price <= MAX_PRICE and price == price.quantize(CENT)


def _problems(body: object) -> Iterator[str]:
    if not isinstance(body, dict):
        yield "body: must be an object"
        return
    yield from _strangers("body", body, ("customer", "items"))
    if not is_text(body.get("customer")):
        yield f"customer: {TEXT}"
    items = body.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= MAX_ITEMS:
        yield f"items: must be a list of 1 to {MAX_ITEMS}"
        return
    for index, item in enumerate(items):
        yield from _item_problems(f"items[{index}]", item)


def _item_problems(where: str, item: object) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"{where}: must be an object"
        return
    yield from _strangers(where, item, ("sku", "quantity", "unit_price"))
    if not is_text(item.get("sku")):
        yield f"{where}.sku: {TEXT}"
    quantity = item.get("quantity")
    if type(quantity) is not int or not 1 <= quantity <= MAX_QUANTITY:  # `type`, because True is an int too
        yield f"{where}.quantity: must be a whole number from 1 to {MAX_QUANTITY}"
    if not is_price(item.get("unit_price")):
        yield f"{where}.unit_price: must be 0.00 to {MAX_PRICE} with at most 2 decimals"


def _strangers(where: str, found: dict[str, Any], known: Collection[str]) -> Iterator[str]:
    if not found.keys() <= set(known):
        yield f"{where}: must hold only {', '.join(known)}"
