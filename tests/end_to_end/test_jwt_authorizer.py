"""JWT authorizers, with an issuer of their own: who is refused, and what the function learns of who is let in.

The issuer speaks plain http, as the language allows on loopback only: on AWS it would have to be https.

A workaround: the emulator knows a claim by the spelling of Lambda's events alone, so the mapping that was deployed is
spelt so with `update-integration`.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.end_to_end.deployed import ECHO, Checkout, Client, Cloud
from tests.end_to_end.issuer import HOUR, Issuer, new_key
from tests.end_to_end.servers import Server, echo

pytestmark = pytest.mark.emulator

STACK = "tokens"
SPEC = """
    functions:
      echo: lambda_code/echo
    authorizers:
      people: {jwt: {issuer: "ISSUER", audience: [notes, notes-mobile]}}
      links:
        jwt: {issuer: "ISSUER", audience: [notes]}
        identity_source: $request.querystring.token
    default_authorizer: people
    routes:
      GET /notes: echo
      POST /notes: {function: echo, scopes: [notes:write, notes:admin]}
      GET /downloads: {function: echo, authorizer: links}
      GET /health: {function: echo, authorizer: none}
      GET /backend:
        http: {url: "BACKEND"}
        request_parameters: {overwrite:header.x-person: $context.authorizer.claims.sub}
"""
GOOD = {"aud": "notes"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with Issuer() as issuer:
        yield issuer


@pytest.fixture(scope="module")
def api(new_checkout: Callable[[], Checkout], issuer: Issuer) -> Iterator[Client]:
    checkout = new_checkout()
    checkout.write("lambda_code/echo/app.py", ECHO)
    with Server(echo) as backend:
        yield checkout.deploy_spec(STACK, SPEC.replace("ISSUER", issuer.url).replace("BACKEND", backend.url))


def test_a_request_without_a_token_is_refused(api: Client) -> None:
    response = api.get("/notes")

    assert (response.status, response.json) == (401, {"message": "Unauthorized"})


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"aud": "notes", "exp": int(time.time()) - 1}, id="expired"),
        pytest.param({"aud": "notes", "nbf": int(time.time()) + HOUR}, id="not yet valid"),
        pytest.param({"aud": "shop"}, id="for another audience"),
        pytest.param({"aud": None}, id="for no audience"),
        pytest.param({"aud": "notes", "iss": "https://login.example.com"}, id="of another issuer"),
    ],
)
def test_a_token_that_is_not_for_this_api_is_refused(api: Client, issuer: Issuer, claims: dict[str, Any]) -> None:
    assert _get(api, "/notes", issuer.token(claims)) == 401


def test_a_token_that_somebody_else_signed_is_refused(api: Client, issuer: Issuer) -> None:
    assert _get(api, "/notes", issuer.token(GOOD, key=new_key())) == 401


def test_a_token_of_a_key_that_the_issuer_does_not_have_is_refused(api: Client, issuer: Issuer) -> None:
    assert _get(api, "/notes", issuer.token(GOOD, key_id="1999")) == 401


def test_a_token_whose_claims_were_changed_is_refused(api: Client, issuer: Issuer) -> None:
    header, _, signature = issuer.token(GOOD).split(".")
    _, claims, _ = issuer.token({**GOOD, "sub": "eve"}).split(".")

    assert _get(api, "/notes", f"{header}.{claims}.{signature}") == 401


def test_what_is_no_token_is_refused(api: Client) -> None:
    assert _get(api, "/notes", "let-me-in") == 401


@pytest.mark.parametrize("claims", [{"aud": "notes"}, {"aud": ["shop", "notes-mobile"]}, {"client_id": "notes"}])
def test_the_claims_of_a_good_token_are_in_the_event(api: Client, issuer: Issuer, claims: dict[str, Any]) -> None:
    """An access token of Cognito has a client_id and no audience."""
    response = api.get("/notes", _bearer(issuer.token({**claims, "email": "ada@example.com"})))
    known = response.json["requestContext"]["authorizer"]["jwt"]["claims"]

    assert response.status == 200
    assert (known["sub"], known["email"], known["iss"]) == ("ada", "ada@example.com", issuer.url)


@pytest.mark.parametrize("scope", [None, "notes:read"])
def test_a_token_without_a_scope_of_the_route_is_refused(api: Client, issuer: Issuer, scope: str | None) -> None:
    response = api.send("POST", "/notes", b"{}", _bearer(issuer.token({**GOOD, "scope": scope})))

    assert (response.status, response.json) == (403, {"message": "Forbidden"})


def test_one_scope_of_the_route_is_enough(api: Client, issuer: Issuer) -> None:
    response = api.send("POST", "/notes", b"{}", _bearer(issuer.token({**GOOD, "scope": "notes:read notes:write"})))

    assert response.status == 200
    assert response.json["requestContext"]["authorizer"]["jwt"]["scopes"] == ["notes:read", "notes:write"]


def test_a_route_with_an_authorizer_of_its_own_finds_the_token_in_the_query(api: Client, issuer: Issuer) -> None:
    token = issuer.token(GOOD)

    assert api.get(f"/downloads?token={token}").status == 200
    assert _get(api, "/downloads", token) == 401


def test_an_open_route_needs_no_token(api: Client) -> None:
    response = api.get("/health")

    assert response.status == 200
    assert "authorizer" not in response.json["requestContext"]


def test_a_backend_is_told_who_calls_and_cannot_be_lied_to(api: Client, issuer: Issuer, cloud: Cloud) -> None:
    gateway, api_id = cloud.client("apigatewayv2"), cloud.outputs(STACK)["ApiId"]
    (backend,) = [each for each in gateway.get_integrations(ApiId=api_id)["Items"] if each.get("RequestParameters")]
    assert backend["RequestParameters"] == {"overwrite:header.x-person": "$context.authorizer.claims.sub"}
    spelt = {"overwrite:header.x-person": "$context.authorizer.jwt.claims.sub"}
    gateway.update_integration(ApiId=api_id, IntegrationId=backend["IntegrationId"], RequestParameters=spelt)

    response = api.get("/backend", {**_bearer(issuer.token(GOOD)), "x-person": "grace"})

    assert response.json["headers"]["x-person"] == "ada"


def test_every_route_says_who_may_call_it(api: Client, cloud: Cloud) -> None:
    routes = cloud.client("apigatewayv2").get_routes(ApiId=cloud.outputs(STACK)["ApiId"])["Items"]

    assert {route["RouteKey"]: route["AuthorizationType"] for route in routes} == {
        "GET /notes": "JWT",
        "POST /notes": "JWT",
        "GET /downloads": "JWT",
        "GET /health": "NONE",
        "GET /backend": "JWT",
    }


def _get(api: Client, path: str, token: str) -> int:
    return api.get(path, _bearer(token)).status


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}
