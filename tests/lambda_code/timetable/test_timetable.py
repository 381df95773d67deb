"""The timetable: routes inside the function."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

CONTEXT = SimpleNamespace(
    function_name="timetable",
    memory_limit_in_mb=256,
    invoked_function_arn="arn:aws:lambda:eu-central-1:123456789012:function:timetable",
    aws_request_id="request-1",
)


@pytest.fixture
def get(
    load_function: Callable[[str], SimpleNamespace],
    http_event: Callable[..., dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., tuple[int, Any]]:
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "timetable")
    app = load_function("timetable").app

    def get(path: str, **query: str) -> tuple[int, Any]:
        reply = app.handler(http_event("$default", path, method="GET", query=query), CONTEXT)
        return reply["statusCode"], json.loads(reply["body"])

    return get


def test_the_stops_are_listed_in_the_order_of_the_line(get: Callable[..., tuple[int, Any]]) -> None:
    status, body = get("/stops")

    assert (status, [stop["id"] for stop in body["stops"]]) == (200, ["harbour", "market", "station"])


def test_departures_are_those_after_a_time(get: Callable[..., tuple[int, Any]]) -> None:
    assert get("/stops/station/departures", after="17:31") == (
        200,
        {"stop": "Main Station", "departures": ["17:31", "22:46"]},
    )


def test_without_a_time_all_departures_are_shown(get: Callable[..., tuple[int, Any]]) -> None:
    assert len(get("/stops/station/departures")[1]["departures"]) == 6


@pytest.mark.parametrize("path", ["/", "/stops/nowhere/departures", "/stops/station"])
def test_what_there_is_not_is_not_found(get: Callable[..., tuple[int, Any]], path: str) -> None:
    assert get(path)[0] == 404


@pytest.mark.parametrize("after", ["noon", "24:00", "7:30"])
def test_what_is_no_time_is_refused(get: Callable[..., tuple[int, Any]], after: str) -> None:
    assert get("/stops/station/departures", after=after)[0] == 400
