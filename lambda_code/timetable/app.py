"""The timetable of a bus line, behind one route that takes everything: Powertools' resolver chooses what answers.

GET /stops                                 -> {"stops": [{"id": "harbour", "name": "Harbour"}, …]}
GET /stops/{id}/departures[?after=HH:MM]   -> {"stop": "Harbour", "departures": ["06:10", …]}

https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/api_gateway/
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, NotFoundError
from aws_lambda_powertools.logging import correlation_paths

logger = Logger()
app = APIGatewayHttpResolver()


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """What Lambda calls: 404 for what no function below answers."""
    return app.resolve(event, context)


@app.get("/stops")
def stops() -> dict[str, Any]:
    return {"stops": [{"id": stop, "name": line["name"]} for stop, line in _timetable().items()]}


@app.get("/stops/<stop>/departures")
def departures(stop: str) -> dict[str, Any]:
    after = app.current_event.query_string_parameters.get("after", "00:00")
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", after):
        raise BadRequestError("after must be a time such as 07:30")
    if stop not in _timetable():
        raise NotFoundError(f"there is no stop {stop}")
    line = _timetable()[stop]
    logger.info("departures", extra={"stop": stop, "after": after})
    return {"stop": line["name"], "departures": [time for time in line["departures"] if time >= after]}


@cache
def _timetable() -> dict[str, Any]:
    return json.loads(Path(__file__).with_name("timetable.json").read_text())
