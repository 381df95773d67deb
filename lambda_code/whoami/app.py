"""Tells callers who they are, as the authorizer in front of this function knows them.

GET /whoami -> {"partner": "acme"}
"""

import json
from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """What the authorizer said about the caller, as an HTTP API response."""
    known = event["requestContext"].get("authorizer", {}).get("lambda") or {}
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(known)}
