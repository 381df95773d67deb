from collections.abc import Callable
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest

KEYS = {"acme": "a-long-random-key", "globex": "another-long-random-key"}
PARTNERS = ", ".join(f"{name}={sha256(key.encode()).hexdigest()}" for name, key in KEYS.items())


@pytest.fixture
def decide(
    load_function: Callable[[str], SimpleNamespace], monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, str]], Any]:
    monkeypatch.setenv("PARTNERS", PARTNERS)
    app = load_function("gatekeeper").app
    return lambda headers: app.handler({"headers": headers}, None)


@pytest.mark.parametrize(("partner", "key"), KEYS.items())
def test_a_partner_is_told_by_its_key(decide: Callable[[dict[str, str]], Any], partner: str, key: str) -> None:
    assert decide({"x-partner-key": key}) == {"isAuthorized": True, "context": {"partner": partner}}


@pytest.mark.parametrize("headers", [{}, {"x-partner-key": ""}, {"x-partner-key": "guessed"}, {"x-partner-key": "ü"}])
def test_nobody_else_is_let_in(decide: Callable[[dict[str, str]], Any], headers: dict[str, str]) -> None:
    assert decide(headers) == {"isAuthorized": False}


def test_a_digest_is_no_key(decide: Callable[[dict[str, str]], Any]) -> None:
    assert decide({"x-partner-key": sha256(KEYS["acme"].encode()).hexdigest()}) == {"isAuthorized": False}


def test_without_partners_nobody_is_let_in(
    decide: Callable[[dict[str, str]], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTNERS", "")

    assert decide({"x-partner-key": KEYS["acme"]}) == {"isAuthorized": False}
