"""The examples with dependencies, deployed from their zips.

The emulator runs functions under its own Python on this machine, so they are packaged for that: only in these tests the
specs say so. For Lambda's arm64 they are packaged, and looked into, in tests/packages/test_example_packages.py.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.flavours import Flavour
from generator.packages import BUILD
from tests.end_to_end.deployed import Checkout, Client

pytestmark = [pytest.mark.emulator, pytest.mark.packaging, pytest.mark.usefixtures("package_index")]

PARCEL = {"grams": 1200, "length": 30, "width": 20, "height": 10}


@pytest.fixture(scope="module")
def checkout(new_checkout: Callable[[], Checkout], flavour: Flavour) -> Checkout:
    return new_checkout()


@pytest.fixture(scope="module")
def quotes(checkout: Checkout, flavour: Flavour) -> Client:
    return deployed_here(checkout, "quotes", flavour)


@pytest.fixture(scope="module")
def timetable(checkout: Checkout, flavour: Flavour) -> Client:
    return deployed_here(checkout, "timetable", flavour)


def deployed_here(checkout: Checkout, name: str, flavour: Flavour) -> Client:
    """Deploy an example after its spec says that it runs on what the emulator runs on."""
    checkout.say_here(name)
    checkout.generate(name)
    return checkout.deploy(name, "--stack", f"{name}-{flavour}", "--flavour", flavour)


def test_pydantic_reads_the_requests_for_quotes(quotes: Client) -> None:
    answer = quotes.send_json("POST", "/quotes", {"to": "DE", "parcels": [PARCEL]})

    assert (answer.status, answer.json) == (
        200,
        {"to": "DE", "parcels": ["6.90"], "total": "6.90", "currency": "EUR"},
    )


def test_it_is_the_pydantic_of_the_lock_file(quotes: Client, checkout: Checkout) -> None:
    """What it says of a mistake has its version; the emulator's own environment has another."""
    answer = quotes.send_json("POST", "/quotes", {"to": "DE", "parcels": [{**PARCEL, "grams": 0}]})

    assert answer.status == 422
    ((place, url),) = [(each["loc"], each["url"]) for each in answer.json]
    assert place == ["parcels", 0, "grams"]
    version = url.removeprefix("https://errors.pydantic.dev/").split("/")[0]
    assert f"\npydantic=={version}." in checkout.text("lambda_code/quotes/requirements.txt")


def test_powertools_routes_behind_the_default_route(timetable: Client) -> None:
    assert timetable.get("/stops").json["stops"][0] == {"id": "harbour", "name": "Harbour"}
    assert timetable.get("/stops/market/departures").json["stop"] == "Market Square"
    assert timetable.get("/stops/nowhere/departures").status == 404
    assert timetable.get("/elsewhere").status == 404


def test_powertools_reads_the_query(timetable: Client) -> None:
    assert timetable.get("/stops/harbour/departures?after=12:00").json == {
        "stop": "Harbour",
        "departures": ["12:40", "17:10", "22:25"],
    }
    assert timetable.get("/stops/harbour/departures?after=noon").status == 400


def test_a_second_deployment_builds_nothing(quotes: Client, checkout: Checkout, flavour: Flavour) -> None:
    before = _zips(checkout)

    second = checkout.httpapi("deploy", "quotes", "--stack", f"quotes-{flavour}", "--flavour", flavour, "--local")

    assert second.stdout.startswith("current  build/quotes-")
    assert _zips(checkout) == before


def _zips(checkout: Checkout) -> dict[str, int]:
    """Return when each zip was written."""
    return {path.name: path.stat().st_mtime_ns for path in (checkout.root / BUILD).glob("*.zip")}
