"""Orders over HTTP: which function answers which route, and one log line per request.

app      routes table, log line         event -> response
routes   one function per route         event + services -> response
request  what clients sent              event -> values, or Invalid
drafts   checks of a new order          JSON -> customer and items, or all problems at once
orders   the rules                      no input, no output, no AWS
store    orders in DynamoDB             orders <-> records
table    the connection to DynamoDB
tokens   page tokens                    key <-> text
reply    JSON responses, money as text
errors   what clients can get wrong, each with its HTTP status
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import routes
from errors import Missing, OrderError
from reply import Reply, error
from request import Event
from routes import Services
from store import DynamoStore
from table import orders_table

ROUTES: dict[str, Callable[[Event, Services], Reply]] = {
    "GET /orders": routes.every,
    "POST /orders": routes.place,
    "GET /orders/mine": routes.mine,
    "GET /orders/{id}": routes.one,
    "PATCH /orders/{id}": routes.move,
    "DELETE /orders/{id}": routes.cancel,
}


def handler(event: Event, context: object) -> Reply:
    """What Lambda calls: `answer` with the real table, clock and ids."""
    return answer(event, Services(DynamoStore(orders_table()), lambda: datetime.now(UTC), lambda: str(uuid4())))


def answer(event: Event, services: Services) -> Reply:
    """The response of payload format 2.0; logs one line, which never holds what clients sent or got.

    Anything but an OrderError is a bug or an outage: it is logged as a 500 and raised, so that Lambda counts it as an
    error and keeps its traceback. API Gateway then answers 500 by itself.
    """
    status = 500
    try:
        response = _response(event, services)
        status = response["statusCode"]
        return response
    finally:
        line = {"requestId": event["requestContext"]["requestId"], "routeKey": event["routeKey"], "status": status}
        print(json.dumps(line))


def _response(event: Event, services: Services) -> Reply:
    try:
        return ROUTES.get(event["routeKey"], _no_route)(event, services)
    except OrderError as refusal:
        return error(refusal)


def _no_route(event: Event, services: Services) -> Reply:
    raise Missing(f"no route {event['routeKey']}")
