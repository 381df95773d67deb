import json
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def app(load_function):
    return load_function("catalog").app


@pytest.fixture
def ask(app, http_event):
    """Ask for a path below /catalog: the status and the body of the answer."""

    def ask(proxy, **query):
        path = f"/catalog/{proxy}"
        event = http_event("GET /catalog/{proxy+}", path, path_parameters={"proxy": proxy}, query=query or None)
        answer = app.handler(event, None)
        return answer["statusCode"], json.loads(answer["body"])

    return ask


def test_is_small_enough_to_be_written_inside_a_template(app):
    assert Path(app.__file__).stat().st_size <= 4096


def test_lists_the_categories(app, http_event):
    assert app.handler(http_event("GET /catalog", "/catalog"), None) == {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": '{"categories": ["coffee", "tea", "cake"]}',
    }


def test_lists_the_items_of_a_category(ask):
    coffees = {
        "category": "coffee",
        "currency": "EUR",
        "items": [
            {"sku": "COF-1", "name": "Espresso", "unit_price": "2.40"},
            {"sku": "COF-2", "name": "Flat white", "unit_price": "3.80"},
        ],
    }

    assert ask("coffee") == (200, coffees)
    assert ask("coffee/") == (200, coffees)


def test_gives_one_item(ask):
    assert ask("coffee/espresso") == (
        200,
        {"sku": "COF-1", "name": "Espresso", "unit_price": "2.40", "currency": "EUR"},
    )


def test_prices_are_converted_and_rounded_to_cents(ask):
    # 3.10 euros are 3.348 dollars
    assert ask("tea/earl-grey", currency="USD") == (
        200,
        {"sku": "TEA-1", "name": "Earl Grey", "unit_price": "3.35", "currency": "USD"},
    )
    assert ask("cake", currency="USD") == (
        200,
        {
            "category": "cake",
            "currency": "USD",
            "items": [{"sku": "CAK-1", "name": "Carrot cake", "unit_price": "4.59"}],
        },
    )


def test_other_currencies_are_refused(ask):
    assert ask("coffee", currency="GBP") == (400, {"message": "currency must be EUR or USD"})


@pytest.mark.parametrize("proxy", ["milk", "coffee/earl-grey", "milk/espresso", "coffee/espresso/double", "/"])
def test_what_the_catalogue_does_not_have_is_not_found(ask, proxy):
    assert ask(proxy) == (404, {"message": f"GET /catalog/{proxy} was not found"})


def test_the_default_route_names_what_was_not_found(app, http_event):
    assert app.handler(http_event("$default", "/nowhere", method="POST"), None) == {
        "statusCode": 404,
        "headers": {"content-type": "application/json"},
        "body": '{"message": "POST /nowhere was not found"}',
    }
