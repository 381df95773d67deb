"""What an order is, and what may become of it. Knows neither HTTP nor DynamoDB."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from errors import Conflict

CENT = Decimal("0.01")


class Status(StrEnum):
    PLACED = "placed"
    PAID = "paid"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


# What an order must be, to become what.
BEFORE: dict[Status, set[Status]] = {
    Status.PLACED: set(),
    Status.PAID: {Status.PLACED},
    Status.SHIPPED: {Status.PAID},
    Status.CANCELLED: {Status.PLACED, Status.PAID},
}


@dataclass(frozen=True)
class Item:
    sku: str
    quantity: int
    unit_price: Decimal  # whole cents


@dataclass(frozen=True)
class Order:
    id: str
    customer: str
    items: tuple[Item, ...]
    status: Status
    created_at: str  # ISO 8601 in UTC, always to the millisecond, so that sorting as text sorts by time

    @property
    def total(self) -> Decimal:
        return sum((item.quantity * item.unit_price for item in self.items), Decimal(0)).quantize(CENT)


def moved(order: Order, to: Status) -> Order:
    """The order in its next status. Raises Conflict if it may not get there from where it is."""
    if order.status not in BEFORE[to]:
        raise Conflict(f"order {order.id} is {order.status} and cannot become {to}")
    return replace(order, status=to)
