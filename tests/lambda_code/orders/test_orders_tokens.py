import json
from base64 import urlsafe_b64encode

import pytest


def encoded(value):
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_token_is_text_that_needs_no_escaping_in_a_url(code):
    assert code.tokens.token({"id": "order-1"}) == "eyJpZCI6ICJvcmRlci0xIn0"


def test_the_key_comes_back_from_its_token(code):
    key = {"id": "order-1", "customer": "Zoë 🎈" * 20, "created_at": "2026-01-01T00:00:00.000Z"}

    assert code.tokens.key(code.tokens.token(key), id=None, customer=key["customer"], created_at=None) == key


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("page-2", id="not base64 of anything"),
        pytest.param("é", id="not ASCII"),
        pytest.param(encoded([]), id="not a key"),
        pytest.param(encoded({}), id="an empty key"),
        pytest.param(encoded({"id": ""}), id="an empty value"),
        pytest.param(encoded({"id": 1}), id="not text"),
        pytest.param(encoded({"id": "\ud800"}), id="half a surrogate pair"),
        pytest.param(encoded({"id": "order-1", "sku": "A"}), id="another name"),
        pytest.param(encoded({"id": "order-1"}) + "=", id="padded"),
        pytest.param(encoded({"id": "x" * 2000}), id="too long"),
        pytest.param(urlsafe_b64encode(b"[" * 700).decode().rstrip("="), id="deeply nested"),
    ],
)
def test_what_is_no_token_is_refused(code, text):
    with pytest.raises(code.errors.Invalid):
        code.tokens.key(text, id=None)


def test_the_token_of_another_customer_is_refused(code):
    token = code.tokens.token({"id": "order-1", "customer": "ada"})

    with pytest.raises(code.errors.Invalid):
        code.tokens.key(token, id=None, customer="bob")
