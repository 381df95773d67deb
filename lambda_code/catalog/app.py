"""A small price catalogue, found by path, in euros or (with `?currency=USD`) in dollars.

GET /catalog                  -> {"categories": ["coffee", ...]}
GET /catalog/coffee           -> {"category": "coffee", "currency": "EUR", "items": [{"sku": "COF-1", ...}, ...]}
GET /catalog/coffee/espresso  -> {"sku": "COF-1", "name": "Espresso", "unit_price": "2.40", "currency": "EUR"}
anything else                 -> 404 {"message": "GET /nowhere was not found"}

Kept in one file of at most 4,096 bytes, so that it can be written inside a CloudFormation template.
"""

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Event = dict[str, Any]  # payload format 2.0
Body = dict[str, Any]

RATES = {"EUR": Decimal(1), "USD": Decimal("1.08")}  # what one euro costs

CATALOG: dict[str, dict[str, tuple[str, str, Decimal]]] = {  # category -> last path segment -> sku, name, euros
    "coffee": {
        "espresso": ("COF-1", "Espresso", Decimal("2.40")),
        "flat-white": ("COF-2", "Flat white", Decimal("3.80")),
    },
    "tea": {
        "earl-grey": ("TEA-1", "Earl Grey", Decimal("3.10")),
        "sencha": ("TEA-2", "Sencha", Decimal("3.60")),
    },
    "cake": {
        "carrot": ("CAK-1", "Carrot cake", Decimal("4.25")),
    },
}


def handler(event: Event, context: object) -> dict[str, Any]:
    """The part of the catalogue that the route and the path name, as an HTTP API response."""
    status, body = ROUTES.get(event["routeKey"], not_found)(event)
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}


def categories(event: Event) -> tuple[int, Body]:
    """All categories by name, in the order of the menu."""
    return 200, {"categories": list(CATALOG)}


def entry(event: Event) -> tuple[int, Body]:
    """What `{proxy+}` names: a category (`coffee`) or one of its items (`coffee/espresso`)."""
    currency = (event.get("queryStringParameters") or {}).get("currency", "EUR")
    if currency not in RATES:
        return 400, {"message": f"currency must be {' or '.join(RATES)}"}
    match event["pathParameters"]["proxy"].strip("/").split("/"):
        case [category] if category in CATALOG:
            items = [_item(item, currency) for item in CATALOG[category].values()]
            return 200, {"category": category, "currency": currency, "items": items}
        case [category, item] if item in CATALOG.get(category, {}):
            return 200, {**_item(CATALOG[category][item], currency), "currency": currency}
    return not_found(event)


def not_found(event: Event) -> tuple[int, Body]:
    """404, naming what was asked for: the `$default` route, and paths that the catalogue does not have."""
    http = event["requestContext"]["http"]
    return 404, {"message": f"{http['method']} {http['path']} was not found"}


def _item(item: tuple[str, str, Decimal], currency: str) -> Body:
    sku, name, euros = item
    price = (euros * RATES[currency]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return {"sku": sku, "name": name, "unit_price": str(price)}


ROUTES = {
    "GET /catalog": categories,
    "GET /catalog/{proxy+}": entry,
}
