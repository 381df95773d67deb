"""One function per route, each a function of the event and of the services it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import orders
import request
from drafts import draft
from errors import Conflict, Missing
from orders import Order, Status
from reply import Reply, json_reply, no_content, order_json
from request import Event
from store import Page, Store


@dataclass(frozen=True)
class Services:
    """Everything that routes need and that is not in the event."""

    store: Store
    now: Callable[[], datetime]  # in UTC
    new_id: Callable[[], str]


def every(event: Event, services: Services) -> Reply:
    """200 and a page of all orders, in no order."""
    return _page(services.store.page(request.limit(event), request.after(event)))


def mine(event: Event, services: Services) -> Reply:
    """200 and a page of the orders of one customer, newest first; the newest may take a moment to appear."""
    return _page(services.store.page_of(request.customer(event), request.limit(event), request.after(event)))


def one(event: Event, services: Services) -> Reply:
    """200 and the order."""
    return json_reply(200, order_json(_known(event, services)))


def place(event: Event, services: Services) -> Reply:
    """201, the new order, and where it is from now on."""
    wanted = draft(request.body(event))
    created_at = services.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    order = Order(services.new_id(), wanted.customer, wanted.items, Status.PLACED, created_at)
    services.store.add(order)
    # rawPath and not "/orders": it begins with the stage, unless that is $default
    return json_reply(201, order_json(order), {"location": f"{event['rawPath'].rstrip('/')}/{order.id}"})


def move(event: Event, services: Services) -> Reply:
    """200 and the order in its next status: placed -> paid -> shipped. Only DELETE cancels."""
    status = request.status(event)
    order = _known(event, services)
    if status is Status.CANCELLED:
        raise Conflict(f"order {order.id} is cancelled with DELETE")
    return json_reply(200, order_json(_moved(order, status, services)))


def cancel(event: Event, services: Services) -> Reply:
    """204; the order stays, as cancelled."""
    _moved(_known(event, services), Status.CANCELLED, services)
    return no_content()


def _page(page: Page) -> Reply:
    """`{"orders": [...], "next": token of the page that follows, or null}`"""
    return json_reply(200, {"orders": [order_json(order) for order in page.orders], "next": page.next})


def _known(event: Event, services: Services) -> Order:
    order_id = request.order_id(event)
    order = services.store.order(order_id)
    if order is None:
        raise Missing(f"no order {order_id}")
    return order


def _moved(order: Order, to: Status, services: Services) -> Order:
    after = orders.moved(order, to)
    if not services.store.move(order, to):
        raise Conflict(f"order {order.id} was changed by another request: look at it again")
    return after
