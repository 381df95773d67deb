"""The larger example, deployed with `--parameters dev`: routes, both functions and the table, over real HTTP.

Bodies are what only the right route can give: `/orders/mine` is about headers, `/orders/{id}` names the order that it
does not find, the catalogue says which method and path `$default` was asked for.
"""

import json
from typing import Any
from uuid import uuid4

import pytest

from generator.flavours import Flavour
from tests.end_to_end.deployed import Checkout, Client, Response

pytestmark = pytest.mark.emulator

CANNOT_BE_READ = {"message": "the body cannot be read as JSON", "problems": []}


@pytest.fixture(scope="module")
def orders(orders: Client, checkout: Checkout, flavour: Flavour) -> Client:
    if flavour == "cloudformation":
        return orders
    return checkout.deploy("orders", "--stack", f"orders-{flavour}", "--flavour", flavour, "--parameters", "dev")


def test_a_literal_path_wins_over_a_variable(orders: Client) -> None:
    response = orders.get("/orders/mine")

    assert response.status == 400
    assert response.json["message"] == "the headers are not valid"


def test_a_path_variable_arrives(orders: Client) -> None:
    response = orders.get("/orders/no-such-order")

    assert response.status == 404
    assert response.json == {"message": "no order no-such-order", "problems": []}


def test_a_greedy_path_variable_takes_several_segments(orders: Client) -> None:
    assert orders.get("/catalog/coffee/espresso").json == {
        "sku": "COF-1",
        "name": "Espresso",
        "unit_price": "2.40",
        "currency": "EUR",
    }


def test_a_query_parameter_reaches_the_route_of_a_greedy_variable(orders: Client) -> None:
    assert orders.get("/catalog/coffee/espresso?currency=USD").json["unit_price"] == "2.59"


def test_a_literal_path_beside_a_greedy_variable_is_a_route_of_its_own(orders: Client) -> None:
    assert orders.get("/catalog").json == {"categories": ["coffee", "tea", "cake"]}


def test_a_path_without_a_route_goes_to_default(orders: Client) -> None:
    response = orders.get("/nowhere/at/all")

    assert response.status == 404
    assert response.json == {"message": "GET /nowhere/at/all was not found"}


@pytest.mark.parametrize(("method", "path"), [("PUT", "/orders"), ("POST", "/orders/mine"), ("DELETE", "/catalog")])
def test_a_method_that_a_known_path_does_not_have_goes_to_default(orders: Client, method: str, path: str) -> None:
    assert orders.send(method, path).json == {"message": f"{method} {path} was not found"}


def test_a_header_arrives(orders: Client) -> None:
    customer = _somebody()
    order = _place(orders, customer)

    assert _ids(orders.get("/orders/mine", {"X-Customer": customer})) == [order["id"]]


def test_an_order_is_stored_and_read_back(orders: Client) -> None:
    response = orders.send_json("POST", "/orders", _draft("ada"))
    order = response.json

    assert response.status == 201
    assert order["total"] == "4.80"
    assert response.headers["location"] == f"/orders/{order['id']}"
    assert orders.get(response.headers["location"]).json == order


def test_an_order_moves_on_and_is_refused_a_step_that_it_may_not_take(orders: Client) -> None:
    path = f"/orders/{_place(orders)['id']}"

    assert orders.send_json("PATCH", path, {"status": "paid"}).json["status"] == "paid"
    assert orders.send_json("PATCH", path, {"status": "shipped"}).json["status"] == "shipped"
    refusal = orders.send("DELETE", path)

    assert refusal.status == 409
    assert refusal.json["message"].endswith("is shipped and cannot become cancelled")
    assert orders.get(path).json["status"] == "shipped"


def test_a_cancelled_order_stays_as_cancelled(orders: Client) -> None:
    path = f"/orders/{_place(orders)['id']}"
    response = orders.send("DELETE", path)

    assert (response.status, response.body) == (204, b"")
    assert orders.get(path).json["status"] == "cancelled"
    assert orders.send("DELETE", path).status == 409


@pytest.mark.parametrize("body", [b"", b"{not json", b"\xff\xfe\x00"])
def test_a_body_that_is_no_json_is_refused(orders: Client, body: bytes) -> None:
    response = orders.send("POST", "/orders", body, {"content-type": "application/json"})

    assert (response.status, response.json) == (400, CANNOT_BE_READ)


def test_a_body_of_an_unknown_type_is_read_although_it_may_arrive_as_base64(orders: Client) -> None:
    body = json.dumps(_draft("Grüße aus Köln")).encode()

    assert orders.send("POST", "/orders", body, {"content-type": "application/octet-stream"}).status == 201


def test_a_refused_order_is_told_every_problem(orders: Client) -> None:
    response = orders.send_json("POST", "/orders", {"customer": "", "items": [], "coupon": "x"})

    assert response.status == 400
    assert [problem.partition(":")[0] for problem in response.json["problems"]] == ["body", "customer", "items"]


def test_pages_lead_through_all_orders_and_show_none_twice(orders: Client) -> None:
    placed = {_place(orders)["id"] for _ in range(3)}
    seen: list[str] = []
    token: str | None = ""
    while token is not None:
        response = orders.get(f"/orders?limit=2&next={token}" if token else "/orders?limit=2")
        assert len(_ids(response)) <= 2
        seen += _ids(response)
        token = response.json["next"]

    assert placed <= set(seen)
    assert len(seen) == len(set(seen))


def test_pages_of_one_customer_have_the_newest_first(orders: Client) -> None:
    customer = _somebody()
    placed = [_place(orders, customer)["id"] for _ in range(3)]
    first = orders.get("/orders/mine?limit=2", {"x-customer": customer})
    second = orders.get(f"/orders/mine?limit=2&next={first.json['next']}", {"x-customer": customer})

    assert [*_ids(first), *_ids(second)] == placed[::-1]


def test_a_limit_out_of_range_is_refused(orders: Client) -> None:
    response = orders.get("/orders?limit=101")

    assert response.status == 400
    assert response.json["problems"] == ["limit: must be a whole number from 1 to 100"]


def _draft(customer: str) -> dict[str, Any]:
    return {"customer": customer, "items": [{"sku": "COF-1", "quantity": 2, "unit_price": "2.40"}]}


def _place(orders: Client, customer: str = "ada") -> dict[str, Any]:
    response = orders.send_json("POST", "/orders", _draft(customer))
    assert response.status == 201, response.body
    order: dict[str, Any] = response.json
    return order


def _somebody() -> str:
    """A customer whom no other test knows."""
    return f"customer-{uuid4()}"


def _ids(response: Response) -> list[str]:
    return [order["id"] for order in response.json["orders"]]
