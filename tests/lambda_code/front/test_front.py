import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest


@pytest.fixture
def answer(
    load_function: Callable[[str], SimpleNamespace], http_event: Callable[..., dict[str, Any]]
) -> Callable[..., tuple[int, Any]]:
    app = load_function("front").app

    def answer(route_key: str, path: str, authorizer: dict[str, Any] | None = None, **options: Any) -> tuple[int, Any]:
        event = http_event(route_key, path, **options)
        event["requestContext"]["authorizer"] = authorizer or {}
        response = app.handler(event, None)
        return response["statusCode"], json.loads(response.get("body") or "null")

    return answer


Answer = Callable[..., tuple[int, Any]]


def test_it_is_well(answer: Answer) -> None:
    assert answer("GET /health", "/health") == (200, {"status": "ok"})


def test_staff_are_named(answer: Answer) -> None:
    claims = {"jwt": {"claims": {"sub": "grace"}}}

    said = answer("ANY /admin/{proxy+}", "/admin/stock", claims, method="GET", path_parameters={"proxy": "stock"})

    assert said == (200, {"section": "stock", "staff": "grace"})


def test_partners_are_named(answer: Answer) -> None:
    assert answer("POST /partner/orders", "/partner/orders", {"lambda": {"partner": "acme"}}) == (
        202,
        {"partner": "acme"},
    )


def test_an_unknown_path_is_named(answer: Answer) -> None:
    assert answer("$default", "/nowhere", method="GET") == (404, {"message": "GET /nowhere was not found"})


@pytest.mark.parametrize(
    "route_key", ["OPTIONS /{proxy+}", "OPTIONS /admin/{proxy+}", "OPTIONS /", "ANY /admin/{proxy+}"]
)
def test_preflights_are_answered_with_success(answer: Answer, route_key: str) -> None:
    assert answer(route_key, "/admin/stock", method="OPTIONS") == (204, None)
