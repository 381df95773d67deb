import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("authorizer", "shown"),
    [({"lambda": {"partner": "acme"}}, {"partner": "acme"}), ({"lambda": None}, {}), ({}, {})],
)
def test_callers_learn_what_the_authorizer_knows(
    load_function: Callable[[str], SimpleNamespace],
    http_event: Callable[..., dict[str, Any]],
    authorizer: dict[str, Any],
    shown: dict[str, str],
) -> None:
    event = http_event("GET /whoami", "/whoami")
    event["requestContext"]["authorizer"] = authorizer

    response = load_function("whoami").app.handler(event, None)

    assert (response["statusCode"], json.loads(response["body"])) == (200, shown)
