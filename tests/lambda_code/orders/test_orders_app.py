"""Every route from its event to its response."""

import base64
import json
from datetime import UTC, datetime

import pytest

JSON = {"content-type": "application/json"}
COFFEE = {"customer": "ada", "items": [{"sku": "COF-1", "quantity": 2, "unit_price": "2.40"}]}
ORDER = {
    "id": "order-1",
    "customer": "ada",
    "items": [{"sku": "COF-1", "quantity": 2, "unit_price": "2.40"}],
    "total": "4.80",
    "status": "placed",
    "created_at": "2026-01-01T00:00:00.000Z",
}


def failure(status, message, *problems):
    return {"statusCode": status, "headers": JSON, "body": {"message": message, "problems": list(problems)}}


@pytest.fixture
def ask_one(ask):
    """Send an event about the one order that is named in the path."""

    def ask_one(method, order_id, **event):
        path = f"/orders/{order_id}"
        return ask(f"{method} /orders/{{id}}", path, path_parameters={"id": order_id}, **event)

    return ask_one


# POST /orders


def test_a_placed_order_is_answered_with_its_location(ask):
    assert ask("POST /orders", body=COFFEE) == {
        "statusCode": 201,
        "headers": {**JSON, "location": "/orders/order-1"},
        "body": ORDER,
    }


def test_the_location_keeps_the_stage(ask):
    answer = ask("POST /orders", "/prod/orders", body=COFFEE)

    assert answer["headers"]["location"] == "/prod/orders/order-1"


def test_an_order_may_come_as_base64(ask):
    body = base64.b64encode(json.dumps(COFFEE).encode()).decode()

    assert ask("POST /orders", body=body, is_base64_encoded=True)["body"] == ORDER


def test_prices_are_exact(placed):
    items = [
        {"sku": "A", "quantity": 3, "unit_price": 0.1},
        {"sku": "B", "quantity": 1, "unit_price": 12.5},
        {"sku": "C", "quantity": 1000, "unit_price": "999999.99"},
        {"sku": "D", "quantity": 1, "unit_price": 7},
    ]

    order = placed(items=items)

    assert [item["unit_price"] for item in order["items"]] == ["0.10", "12.50", "999999.99", "7.00"]
    assert order["total"] == "1000000009.80"


def test_created_at_always_has_milliseconds(placed, clock):
    clock.now = datetime(2026, 3, 4, 5, 6, 7, 89_999, tzinfo=UTC)

    assert placed()["created_at"] == "2026-03-04T05:06:07.089Z"


def test_all_problems_of_an_order_are_told_at_once(ask):
    body = {"customer": "", "items": [{"sku": 7, "quantity": 0}, {"sku": "B", "quantity": 1, "unit_price": "1.234"}]}

    assert ask("POST /orders", body=body) == failure(
        400,
        "the order is not valid",
        "customer: must be 1 to 100 printable characters without spaces around them",
        "items[0].sku: must be 1 to 100 printable characters without spaces around them",
        "items[0].quantity: must be a whole number from 1 to 1000",
        "items[0].unit_price: must be 0.00 to 999999.99 with at most 2 decimals",
        "items[1].unit_price: must be 0.00 to 999999.99 with at most 2 decimals",
    )


def test_an_order_that_is_not_valid_is_not_kept(ask):
    ask("POST /orders", body={})

    assert ask("GET /orders")["body"] == {"orders": [], "next": None}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(None, id="no body"),
        pytest.param("", id="an empty body"),
        pytest.param("{", id="not JSON"),
        pytest.param('{"a": NaN}', id="NaN"),
        pytest.param("[1e9999999999999999999]", id="a number beyond Decimal"),
        pytest.param("9" * 5000, id="a number beyond int"),
        pytest.param("[" * 200_000, id="nested beyond Python"),
    ],
)
def test_what_is_not_json_is_refused(ask, body):
    assert ask("POST /orders", body=body) == failure(400, "the body cannot be read as JSON")


@pytest.mark.parametrize("body", ["not base64!", base64.b64encode(b"\xff").decode()])
def test_base64_that_is_not_text_is_refused(ask, body):
    answer = ask("POST /orders", body=body, is_base64_encoded=True)

    assert answer == failure(400, "the body cannot be read as JSON")


# GET /orders


def test_no_orders_are_an_empty_page(ask):
    assert ask("GET /orders") == {"statusCode": 200, "headers": JSON, "body": {"orders": [], "next": None}}


def test_a_page_has_20_orders_unless_the_query_says_otherwise(ask, placed):
    for _ in range(21):
        placed()

    assert len(ask("GET /orders")["body"]["orders"]) == 20
    assert len(ask("GET /orders", query={"limit": "100"})["body"]["orders"]) == 21


def test_pages_follow_one_another(ask, placed):
    for _ in range(3):
        placed()

    first = ask("GET /orders", query={"limit": "2"})["body"]
    second = ask("GET /orders", query={"limit": "2", "next": first["next"]})["body"]

    assert [order["id"] for order in first["orders"]] == ["order-1", "order-2"]
    assert [order["id"] for order in second["orders"]] == ["order-3"]
    assert second["next"] is None


@pytest.mark.parametrize("limit", ["0", "101", "-1", "+1", "1.0", "ten", "", "1,2", "٣"])
def test_limits_other_than_1_to_100_are_refused(ask, limit):
    assert ask("GET /orders", query={"limit": limit}) == failure(
        400, "the query is not valid", "limit: must be a whole number from 1 to 100"
    )


def test_a_token_that_is_not_ours_is_refused(ask):
    assert ask("GET /orders", query={"next": "page-2"}) == failure(
        400, "the query is not valid", "next: must be the `next` of a page of this list"
    )


# GET /orders/mine


def test_mine_are_the_orders_of_the_customer_newest_first(ask, placed, clock):
    placed(customer="ada")
    placed(customer="bob")
    clock.now = datetime(2026, 1, 2, tzinfo=UTC)
    placed(customer="ada")

    answer = ask("GET /orders/mine", "/orders/mine", headers={"x-customer": "ada"})

    assert answer["statusCode"] == 200
    assert [order["id"] for order in answer["body"]["orders"]] == ["order-3", "order-1"]
    assert answer["body"]["next"] is None


def test_mine_come_in_pages_too(ask, placed):
    placed()
    placed()

    def page(**query):
        return ask("GET /orders/mine", "/orders/mine", headers={"x-customer": "ada"}, query={"limit": "1", **query})

    second = page(next=page()["body"]["next"])

    assert [order["id"] for order in second["body"]["orders"]] == ["order-2"]


@pytest.mark.parametrize("headers", [{}, {"x-customer": ""}, {"x-customer": "a" * 101}])
def test_mine_without_a_customer_is_refused(ask, headers):
    assert ask("GET /orders/mine", "/orders/mine", headers=headers) == failure(
        400,
        "the headers are not valid",
        "x-customer: must be 1 to 100 printable characters without spaces around them",
    )


# GET /orders/{id}


def test_one_order_is_found_by_its_id(ask_one, placed):
    placed()

    assert ask_one("GET", "order-1") == {"statusCode": 200, "headers": JSON, "body": ORDER}


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("PATCH", {"status": "paid"}), ("DELETE", None)])
def test_an_unknown_order_is_missing(ask_one, method, body):
    assert ask_one(method, "order-9", body=body) == failure(404, "no order order-9")


# PATCH /orders/{id}


def test_an_order_is_paid_and_then_shipped(ask_one, placed):
    placed()

    paid = ask_one("PATCH", "order-1", body={"status": "paid"})
    shipped = ask_one("PATCH", "order-1", body={"status": "shipped"})

    assert paid == {"statusCode": 200, "headers": JSON, "body": ORDER | {"status": "paid"}}
    assert shipped == {"statusCode": 200, "headers": JSON, "body": ORDER | {"status": "shipped"}}
    assert ask_one("GET", "order-1")["body"] == ORDER | {"status": "shipped"}


def test_no_status_is_left_out(ask_one, placed):
    placed()

    assert ask_one("PATCH", "order-1", body={"status": "shipped"}) == failure(
        409, "order order-1 is placed and cannot become shipped"
    )


def test_patch_does_not_cancel(ask_one, placed):
    placed()

    assert ask_one("PATCH", "order-1", body={"status": "cancelled"}) == failure(
        409, "order order-1 is cancelled with DELETE"
    )
    assert ask_one("GET", "order-1")["body"] == ORDER


@pytest.mark.parametrize("body", [{}, [], None, {"status": "lost"}, {"status": 1}, {"status": "paid", "total": "0"}])
def test_a_change_other_than_of_the_status_is_refused(ask_one, placed, body):
    placed()

    assert ask_one("PATCH", "order-1", body=json.dumps(body)) == failure(
        400, "the change is not valid", 'body: must be {"status": one of placed, paid, shipped, cancelled}'
    )


# DELETE /orders/{id}


@pytest.mark.parametrize("changes", [[], ["paid"]])
def test_an_order_that_is_not_shipped_can_be_cancelled(ask_one, placed, changes):
    placed()
    for status in changes:
        ask_one("PATCH", "order-1", body={"status": status})

    assert ask_one("DELETE", "order-1") == {"statusCode": 204, "headers": {}, "body": None}
    assert ask_one("GET", "order-1")["body"] == ORDER | {"status": "cancelled"}


def test_a_shipped_order_cannot_be_cancelled(ask_one, placed):
    placed()
    for status in ("paid", "shipped"):
        ask_one("PATCH", "order-1", body={"status": status})

    assert ask_one("DELETE", "order-1") == failure(409, "order order-1 is shipped and cannot become cancelled")


def test_an_order_is_cancelled_once(ask_one, placed):
    placed()
    ask_one("DELETE", "order-1")

    assert ask_one("DELETE", "order-1") == failure(409, "order order-1 is cancelled and cannot become cancelled")


def test_of_two_racing_requests_the_second_is_told_to_look_again(ask_one, placed, store):
    placed()

    def another_request():
        store.before_move = lambda: None
        assert ask_one("PATCH", "order-1", body={"status": "paid"})["statusCode"] == 200

    store.before_move = another_request

    assert ask_one("DELETE", "order-1") == failure(
        409, "order order-1 was changed by another request: look at it again"
    )
    assert ask_one("GET", "order-1")["body"]["status"] == "paid"


# every request


def test_an_unknown_route_is_missing(ask):
    assert ask("PUT /orders") == failure(404, "no route PUT /orders")


def test_each_request_logs_one_line_without_what_was_sent(ask_one, placed, capsys):
    placed()
    ask_one("DELETE", "order-9")

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"requestId": "request-1", "routeKey": "POST /orders", "status": 201},
        {"requestId": "request-1", "routeKey": "DELETE /orders/{id}", "status": 404},
    ]


def test_our_own_mistakes_are_logged_as_500_and_raised(code, http_event, capsys):
    with pytest.raises(AttributeError):
        code.app.answer(http_event("GET /orders", "/orders"), code.routes.Services(None, None, None))

    assert json.loads(capsys.readouterr().out) == {"requestId": "request-1", "routeKey": "GET /orders", "status": 500}
