from decimal import Decimal
from itertools import product

import pytest


@pytest.fixture
def order(code):
    def order(status="placed", items=()):
        return code.orders.Order("order-1", "ada", tuple(items), code.orders.Status(status), "2026-01-01T00:00:00.000Z")

    return order


def test_an_order_moves_only_from_placed_to_paid_to_shipped_or_to_cancelled(code, order):
    def allowed(before, after):
        try:
            return code.orders.moved(order(before), after) == order(after)
        except code.errors.Conflict:
            return False

    assert {move for move in product(code.orders.Status, repeat=2) if allowed(*move)} == {
        ("placed", "paid"),
        ("placed", "cancelled"),
        ("paid", "shipped"),
        ("paid", "cancelled"),
    }


def test_the_total_is_exact_to_the_cent(code, order):
    items = [code.orders.Item("A", 3, Decimal("0.10")), code.orders.Item("B", 2, Decimal("12.50"))]

    assert str(order(items=items).total) == "25.30"
