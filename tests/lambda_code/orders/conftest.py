"""The orders function with its orders in a dict, a clock that is told the time, and ids that count."""

import json
from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace

import pytest

COFFEE = {"customer": "ada", "items": [{"sku": "COF-1", "quantity": 2, "unit_price": "2.40"}]}


@pytest.fixture(scope="session")
def code(load_function):
    return load_function("orders")


@pytest.fixture
def store(code):
    return MemoryStore(code)


@pytest.fixture
def clock():
    """What time it is: tests may set `clock.now`."""
    return SimpleNamespace(now=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def ask(code, http_event, store, clock):
    """Send an event: the whole response, with its body parsed."""
    ids = count(1)
    services = code.routes.Services(store, lambda: clock.now, lambda: f"order-{next(ids)}")

    def ask(route_key, path="/orders", **event):
        response = code.app.answer(http_event(route_key, path, **event), services)
        return response | {"body": json.loads(response["body"] or "null")}

    return ask


@pytest.fixture
def placed(ask):
    """Place an order; its body as answered."""

    def placed(**changes):
        return ask("POST /orders", body=COFFEE | changes)["body"]

    return placed


class MemoryStore:
    """A store.Store over a dict. `before_move` lets another request in between reading an order and writing it."""

    def __init__(self, code):
        self._code = code
        self._orders = {}
        self.before_move = lambda: None

    def add(self, order):
        self._orders[order.id] = order

    def order(self, order_id):
        return self._orders.get(order_id)

    def page(self, limit, after):
        return self._page(list(self._orders.values()), limit, after)

    def page_of(self, customer, limit, after):
        own = [order for order in self._orders.values() if order.customer == customer]
        return self._page(sorted(own, key=lambda order: order.created_at, reverse=True), limit, after)

    def move(self, order, to):
        self.before_move()
        if self._orders[order.id].status != order.status:
            return False
        self._orders[order.id] = self._code.orders.moved(order, to)
        return True

    def _page(self, orders, limit, after):
        """The token is that of the last order, as with DynamoDB."""
        ids = [order.id for order in orders]
        start = ids.index(self._code.tokens.key(after, id=None)["id"]) + 1 if after else 0
        page = orders[start : start + limit]
        more = start + limit < len(orders)
        return self._code.store.Page(page, self._code.tokens.token({"id": page[-1].id}) if more else None)
