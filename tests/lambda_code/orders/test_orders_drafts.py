from decimal import Decimal

import pytest

ITEM = {"sku": "COF-1", "quantity": 1, "unit_price": "2.40"}
TEXT = "must be 1 to 100 printable characters without spaces around them"


@pytest.fixture
def problems(code):
    """What is wrong with an order."""

    def problems(body):
        with pytest.raises(code.errors.Invalid) as refusal:
            code.drafts.draft(body)
        return refusal.value.problems

    return problems


def test_a_draft_holds_the_customer_and_the_items(code):
    body = {"customer": "Zoë 🎈", "items": [ITEM, ITEM | {"unit_price": Decimal("12.5")}]}

    assert code.drafts.draft(body) == code.drafts.Draft(
        "Zoë 🎈",
        (code.orders.Item("COF-1", 1, Decimal("2.40")), code.orders.Item("COF-1", 1, Decimal("12.50"))),
    )


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (None, "body: must be an object"),
        ([], "body: must be an object"),
        ({"customer": "ada", "items": [ITEM], "total": "0"}, "body: must hold only customer, items"),
        ({"items": [ITEM]}, f"customer: {TEXT}"),
        ({"customer": "ada"}, "items: must be a list of 1 to 100"),
        ({"customer": "ada", "items": []}, "items: must be a list of 1 to 100"),
        ({"customer": "ada", "items": [ITEM] * 101}, "items: must be a list of 1 to 100"),
        ({"customer": "ada", "items": [ITEM, "tea"]}, "items[1]: must be an object"),
        (
            {"customer": "ada", "items": [ITEM | {"colour": "red"}]},
            "items[0]: must hold only sku, quantity, unit_price",
        ),
    ],
)
def test_an_order_of_another_shape_is_refused(problems, body, problem):
    assert problem in problems(body)


@pytest.mark.parametrize("customer", ["", " ", " ada", "a" * 101, "a\nb", "\ud800", 7, None])
def test_a_customer_without_a_proper_name_is_refused(problems, customer):
    assert problems({"customer": customer, "items": [ITEM]}) == [f"customer: {TEXT}"]


@pytest.mark.parametrize("quantity", [0, 1001, True, "1", Decimal("1.5"), Decimal("1.0"), None])
def test_a_quantity_other_than_1_to_1000_is_refused(problems, quantity):
    body = {"customer": "ada", "items": [ITEM | {"quantity": quantity}]}

    assert problems(body) == ["items[0].quantity: must be a whole number from 1 to 1000"]


@pytest.mark.parametrize("price", ["0", "0.00", "12.5", "12.500", "999999.99", 0, 12, Decimal("12.5"), Decimal("1E+2")])
def test_whole_cents_are_a_price(code, price):
    assert code.drafts.is_price(price)


@pytest.mark.parametrize(
    "price",
    [
        *("", ".", "1.2.3", "1.005", "1000000", "-1", "+1", " 1", "1e2", "1_0", "NaN", "Infinity", "٣"),
        *(-1, 1000000, True, None, [], Decimal("1.005"), Decimal("-0.0")),
        *(Decimal("1E+999999999"), Decimal("1E-999999999")),
    ],
)
def test_anything_else_is_not_a_price(code, price):
    assert not code.drafts.is_price(price)
