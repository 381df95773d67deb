"""Loads the code of one function as Lambda does, and builds the events that API Gateway sends it.

Every function has a module `app` at the top level. So the modules of a function are loaded afresh, handed to the test
as attributes, and taken out of `sys.modules` at once: no function ever sees the modules of another one.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

LAMBDA_CODE = Path(__file__).parents[2] / "lambda_code"


@pytest.fixture(scope="session")
def load_function() -> Callable[[str], SimpleNamespace]:
    """`load_function("orders").app` is lambda_code/orders/app.py; all other modules of its folder are there too."""
    return _loaded


@pytest.fixture(scope="session")
def http_event() -> Callable[..., dict[str, Any]]:
    return _http_event


def _loaded(name: str) -> SimpleNamespace:
    names = sorted(path.stem for path in (LAMBDA_CODE / name).glob("*.py"))
    with _alone(LAMBDA_CODE / name, names):
        return SimpleNamespace(**{name: import_module(name) for name in names})


@contextmanager
def _alone(folder: Path, names: list[str]) -> Iterator[None]:
    """Import from this folder first; afterwards `sys` is as it was, and nothing compiled lies in what is deployed."""
    others = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    path, writes_no_bytecode = sys.path, sys.dont_write_bytecode
    sys.path, sys.dont_write_bytecode = [str(folder), *path], True
    try:
        yield
    finally:
        sys.path, sys.dont_write_bytecode = path, writes_no_bytecode
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(others)


def _http_event(
    route_key: str,
    path: str,
    *,
    method: str | None = None,
    query: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    path_parameters: dict[str, str] | None = None,
    body: Any = None,
    is_base64_encoded: bool = False,
) -> dict[str, Any]:
    """An event of payload format 2.0. Text is sent as the body as it is, everything else as JSON.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    """
    event = {
        "version": "2.0",
        "routeKey": route_key,
        "rawPath": path,
        "rawQueryString": "&".join(f"{name}={value}" for name, value in (query or {}).items()),
        "headers": {"host": "api.example.com", **(headers or {})},
        "requestContext": {
            "http": {"method": method or route_key.split()[0], "path": path, "protocol": "HTTP/1.1"},
            "requestId": "request-1",
            "routeKey": route_key,
            "stage": "$default",
            "timeEpoch": 1767225600000,
        },
        "isBase64Encoded": is_base64_encoded,
    }
    text = body if body is None or isinstance(body, str) else json.dumps(body)
    optional = {"queryStringParameters": query, "pathParameters": path_parameters, "body": text}
    return event | {name: value for name, value in optional.items() if value is not None}
