"""Orders as records and back. What DynamoDB does with them is tested end to end, not here."""

from decimal import Decimal

import pytest

RECORD = {
    "id": "order-1",
    "customer": "ada",
    "items": [{"sku": "COF-1", "quantity": 2, "unit_price": Decimal("12.50")}],
    "status": "paid",
    "created_at": "2026-01-01T00:00:00.000Z",
}


@pytest.fixture
def order(code):
    items = (code.orders.Item("COF-1", 2, Decimal("12.50")),)
    return code.orders.Order("order-1", "ada", items, code.orders.Status.PAID, "2026-01-01T00:00:00.000Z")


def test_a_record_holds_all_of_an_order_but_its_total(code, order):
    assert code.store.record(order) == RECORD


def test_an_order_read_back_has_its_cents_again(code, order):
    read = RECORD | {"items": [{"sku": "COF-1", "quantity": Decimal("2"), "unit_price": Decimal("12.5")}]}

    found = code.store.order_of(read)

    assert found == order
    assert str(found.items[0].unit_price) == "12.50"
    assert type(found.items[0].quantity) is int


@pytest.mark.parametrize("order_id", ["", "x" * 65])
def test_an_id_that_dynamodb_would_fail_on_is_unknown_without_asking(code, order_id):
    assert code.store.DynamoStore(table=None).order(order_id) is None
