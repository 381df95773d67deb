"""Quotes for parcels: prices, and what is said of mistakes."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

PARCEL = {"grams": 1200, "length": 30, "width": 20, "height": 10}


@pytest.fixture
def send(
    load_function: Callable[[str], SimpleNamespace], http_event: Callable[..., dict[str, Any]]
) -> Callable[[Any], tuple[int, Any]]:
    app = load_function("quotes").app

    def send(body: Any) -> tuple[int, Any]:
        reply = app.handler(http_event("POST /quotes", "/quotes", body=body), None)
        return reply["statusCode"], json.loads(reply["body"])

    return send


def test_each_kilogram_that_has_begun_costs_and_prices_are_texts(send: Callable[[Any], tuple[int, Any]]) -> None:
    assert send({"to": "DE", "parcels": [PARCEL, {**PARCEL, "grams": 5000}]}) == (
        200,
        {"to": "DE", "parcels": ["6.90", "10.50"], "total": "17.40", "currency": "EUR"},
    )


def test_abroad_costs_more(send: Callable[[Any], tuple[int, Any]]) -> None:
    assert send({"to": "FR", "parcels": [PARCEL]})[1]["total"] == "16.00"


def test_light_parcels_are_charged_by_their_volume(send: Callable[[Any], tuple[int, Any]]) -> None:
    large = {"grams": 100, "length": 100, "width": 50, "height": 40}

    assert send({"to": "DE", "parcels": [large]})[1]["total"] == "52.50"


@pytest.mark.parametrize(
    ("request_", "places"),
    [
        ({"to": "Germany", "parcels": []}, [["to"], ["parcels"]]),
        ({"to": "DE", "parcels": [PARCEL, {**PARCEL, "grams": 0}]}, [["parcels", 1, "grams"]]),
        ({"to": "DE", "parcels": [{**PARCEL, "colour": "red"}]}, [["parcels", 0, "colour"]]),
        ("no JSON", [[]]),
        (None, [[]]),
    ],
)
def test_every_mistake_is_told_with_its_place(
    send: Callable[[Any], tuple[int, Any]], request_: Any, places: list[list[str | int]]
) -> None:
    status, mistakes = send(request_)

    assert (status, [each["loc"] for each in mistakes]) == (422, places)
    assert not any("input" in each for each in mistakes)
