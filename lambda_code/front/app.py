"""What a shop's API answers beside its orders: whether it is well, what staff may look at, and that a path is unknown.

GET /health            -> {"status": "ok"}
ANY /admin/{proxy+}    -> {"section": "…", "staff": "…"}, for whoever the staff's issuer says it is
POST /partner/orders   -> 202 {"partner": "…"}
OPTIONS of any path    -> 204: browsers ask before they call, and go on only after a 2xx
anything else          -> 404 {"message": "GET /nowhere was not found"}
"""

import json
from typing import Any

Event = dict[str, Any]  # payload format 2.0


def handler(event: Event, context: object) -> dict[str, Any]:
    """The response to one request, as the route that it took says."""
    if event["requestContext"]["http"]["method"] == "OPTIONS":
        return {"statusCode": 204}  # API Gateway adds what CORS needs
    status, body = ROUTES.get(event["routeKey"], not_found)(event)
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}


def health(event: Event) -> tuple[int, dict[str, Any]]:
    return 200, {"status": "ok"}


def admin(event: Event) -> tuple[int, dict[str, Any]]:
    claims = event["requestContext"]["authorizer"]["jwt"]["claims"]
    return 200, {"section": event["pathParameters"]["proxy"], "staff": claims["sub"]}


def partner_order(event: Event) -> tuple[int, dict[str, Any]]:
    return 202, {"partner": event["requestContext"]["authorizer"]["lambda"]["partner"]}


def not_found(event: Event) -> tuple[int, dict[str, Any]]:
    http = event["requestContext"]["http"]
    return 404, {"message": f"{http['method']} {http['path']} was not found"}


ROUTES = {
    "GET /health": health,
    "ANY /admin/{proxy+}": admin,
    "POST /partner/orders": partner_order,
}
