"""The example of notes at its domain, with people of its user pool: the template as it is, given a zone.

The web app signs people in with SRP, by which a password stays with its owner. Here an administrator signs them in,
which the app's client is told to allow after the deployment.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from generator.flavours import Flavour
from tests.end_to_end.deployed import Checkout, Client, Cloud, Response

pytestmark = pytest.mark.emulator

STACK = "notes-example"
FLOW = "ADMIN_USER_PASSWORD_AUTH"
PASSWORD = "correct-Horse-1-battery"


@dataclass(frozen=True)
class Person:
    """Somebody who has signed in."""

    api: Client
    token: str

    def send(self, method: str, path: str, value: object = None) -> Response:
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        return self.api.send(method, path, None if value is None else json.dumps(value).encode(), headers)


@pytest.fixture(scope="module")
def api(new_checkout: Callable[[], Checkout], cloud: Cloud, flavour: Flavour) -> Iterator[Client]:
    zone = cloud.new_zone("notes.example.com")
    values = ["--parameter", "DomainName=api.notes.example.com", "--parameter", f"ZoneId={zone}"]
    new_checkout().deploy("notes", "--stack", STACK, "--flavour", flavour, *values)
    yield cloud.at(cloud.outputs(STACK)["ApiUrl"])
    cloud.delete(STACK)


@pytest.fixture(scope="module")
def ada(api: Client, cloud: Cloud) -> Person:
    return Person(api, _signed_up(cloud, "ada@example.com"))


@pytest.fixture(scope="module")
def grace(api: Client, cloud: Cloud) -> Person:
    return Person(api, _signed_up(cloud, "grace@example.com"))


def test_without_a_domain_it_answers_at_its_own_address(new_checkout: Callable[[], Checkout]) -> None:
    assert new_checkout().deploy("notes", "--stack", "notes-without-domain").get("/notes").status == 401


def test_it_answers_at_its_domain(api: Client) -> None:
    assert api.host == "api.notes.example.com"


def test_a_note_without_a_token_is_refused(api: Client) -> None:
    assert api.send_json("POST", "/notes", {"text": "buy milk"}).status == 401


def test_a_person_keeps_reads_and_deletes_a_note(ada: Person) -> None:
    note = ada.send("POST", "/notes", {"text": "buy milk"})
    path = f"/notes/{note.json['id']}"

    assert (note.status, note.json["text"]) == (201, "buy milk")
    assert note.json in ada.send("GET", "/notes").json["notes"]
    assert ada.send("GET", path).json == note.json
    assert ada.send("DELETE", path).status == 204
    assert ada.send("GET", path).status == 404


def test_nobody_sees_the_notes_of_another(ada: Person, grace: Person) -> None:
    note = ada.send("POST", "/notes", {"text": "a secret"}).json

    assert grace.send("GET", "/notes").json == {"notes": []}
    assert grace.send("GET", f"/notes/{note['id']}").status == 404


def test_a_token_for_another_app_is_refused(api: Client, ada: Person, cloud: Cloud) -> None:
    pool = cloud.physical_ids(STACK)["People"]
    other = cloud.client("cognito-idp").create_user_pool_client(UserPoolId=pool, ClientName="other")
    token = _token(cloud, "ada@example.com", other["UserPoolClient"]["ClientId"])

    assert Person(api, token).send("GET", "/notes").status == 401


def _signed_up(cloud: Cloud, email: str) -> str:
    """Return the token of a new person."""
    people, pool = cloud.client("cognito-idp"), cloud.physical_ids(STACK)["People"]
    people.admin_create_user(UserPoolId=pool, Username=email, MessageAction="SUPPRESS")
    people.admin_set_user_password(UserPoolId=pool, Username=email, Password=PASSWORD, Permanent=True)
    return _token(cloud, email, cloud.outputs(STACK)["WebAppClientId"])


def _token(cloud: Cloud, email: str, client: str) -> str:
    people = cloud.client("cognito-idp")
    app = {"UserPoolId": cloud.physical_ids(STACK)["People"], "ClientId": client}
    people.update_user_pool_client(**app, ExplicitAuthFlows=[f"ALLOW_{FLOW}"])
    answer = people.admin_initiate_auth(**app, AuthFlow=FLOW, AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD})
    return str(answer["AuthenticationResult"]["IdToken"])
