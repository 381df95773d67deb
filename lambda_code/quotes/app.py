"""Quotes for parcels.

POST /quotes  {"to": "DE", "parcels": [{"grams": …, "length": …, "width": …, "height": …}]}
              -> {"to": "DE", "parcels": ["6.90"], "total": "6.90", "currency": "EUR"}
"""

import base64
from decimal import Decimal
from typing import Any

from models import Parcel, Quote, Request
from pydantic import ValidationError

Event = dict[str, Any]  # payload format 2.0
Reply = dict[str, Any]

HOME = "DE"
BASE = {True: Decimal("4.50"), False: Decimal("9.00")}  # EUR per parcel, at home and abroad
PER_KILOGRAM = {True: Decimal("1.20"), False: Decimal("3.50")}  # EUR for each that has begun


def handler(event: Event, context: object) -> Reply:
    """What Lambda calls; 422 with every mistake and its place if the request is not as it should be."""
    body = event.get("body") or ""
    try:
        request = Request.model_validate_json(base64.b64decode(body) if event.get("isBase64Encoded") else body)
    except ValidationError as error:
        return _reply(422, error.json(include_input=False))
    return _reply(200, quote(request).model_dump_json())


def quote(request: Request) -> Quote:
    prices = [_price(parcel, at_home=request.to == HOME) for parcel in request.parcels]
    return Quote(to=request.to, parcels=prices, total=sum(prices, Decimal()))


def _price(parcel: Parcel, *, at_home: bool) -> Decimal:
    kilograms = -(-parcel.charged_grams // 1000)
    return BASE[at_home] + PER_KILOGRAM[at_home] * kilograms


def _reply(status: int, body: str) -> Reply:
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": body}
