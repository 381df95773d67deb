"""Says hello: the smallest useful function behind an HTTP API.

GET /hello?name=Ada  ->  {"message": "Hello, Ada!", "method": "GET", "path": "/hello"}
"""

import json
from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """The greeting, with the method and the path it was asked by, as an HTTP API response of payload format 2.0."""
    query = event.get("queryStringParameters") or {}  # absent when the URL has no query
    http = event["requestContext"]["http"]
    name = query.get("name", "").strip() or "world"
    greeting = {"message": f"Hello, {name}!", "method": http["method"], "path": http["path"]}
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(greeting),
    }
