"""Lambda authorizers: the gatekeeper of the examples, one that answers with policies, and how long an answer counts.

That API Gateway needs a permission to invoke an authorizer is not enforced by the emulator.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from tests.end_to_end.deployed import ECHO, Checkout, Client

pytestmark = pytest.mark.emulator

KEY = "a-long-random-key"
SPEC = f"""
    functions:
      echo: lambda_code/echo
      gatekeeper:
        code: lambda_code/gatekeeper
        environment: {{PARTNERS: "globex={"0" * 64},acme={sha256(KEY.encode()).hexdigest()}"}}
      policies: lambda_code/policies
      tickets: lambda_code/tickets
    authorizers:
      partners:
        function: gatekeeper
        identity_source: $request.header.x-partner-key
      policies: {{function: policies, enable_simple_responses: false}}
      rest: {{function: policies, payload_format_version: "1.0"}}
      tickets: {{function: tickets, identity_source: $request.querystring.ticket}}
      kept:
        function: tickets
        identity_source: [$request.querystring.ticket, $context.routeKey]
        result_ttl_in_seconds: 300
    default_authorizer: partners
    routes:
      GET /whoami: echo
      GET /health: {{function: echo, authorizer: none}}
      GET /policies/{{word}}: {{function: echo, authorizer: policies}}
      GET /rest/{{word}}: {{function: echo, authorizer: rest}}
      GET /asked: {{function: echo, authorizer: tickets}}
      GET /kept: {{function: echo, authorizer: kept}}
      GET /kept/too: {{function: echo, authorizer: kept}}
"""
# It allows what the path says. `routeArn` is of payload 2.0, `methodArn` of 1.0.
POLICIES = """
    def handler(event, context):
        arn = event.get("routeArn") or event["methodArn"]
        effect = "Allow" if arn.endswith("/allow") else "Deny"
        statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": arn}
        return {
            "principalId": "ada",
            "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
            "context": {"role": "editor"},
        }
"""
# Every answer is another one.
TICKETS = """
    from uuid import uuid4


    def handler(event, context):
        return {"isAuthorized": True, "context": {"number": str(uuid4())}}
"""


@pytest.fixture(scope="module")
def api(new_checkout: Callable[[], Checkout]) -> Client:
    checkout = new_checkout()
    for name, code in {"echo": ECHO, "policies": POLICIES, "tickets": TICKETS}.items():
        checkout.write(f"lambda_code/{name}/app.py", code)
    return checkout.deploy_spec("gates", SPEC)


def test_a_request_without_the_identity_source_is_refused_before_the_function_is_asked(api: Client) -> None:
    response = api.get("/whoami")

    assert (response.status, response.json) == (401, {"message": "Unauthorized"})


def test_a_caller_whom_the_function_does_not_know_is_refused(api: Client) -> None:
    response = api.get("/whoami", {"x-partner-key": "guessed"})

    assert (response.status, response.json) == (403, {"message": "Forbidden"})


def test_what_the_function_says_of_the_caller_is_in_the_event(api: Client) -> None:
    response = api.get("/whoami", {"x-partner-key": KEY})

    assert response.status == 200
    assert _known(response.json) == {"partner": "acme"}


def test_an_open_route_needs_no_key(api: Client) -> None:
    assert api.get("/health").status == 200


@pytest.mark.parametrize("path", ["/policies", "/rest"])
def test_a_policy_allows_and_denies_in_both_payload_formats(api: Client, path: str) -> None:
    """The header is a workaround: where no identity source is written, the emulator wants one, API Gateway does not."""
    header = {"authorization": "anything"}
    allowed = api.get(f"{path}/allow", header)

    assert (allowed.status, api.get(f"{path}/deny", header).status) == (200, 403)
    assert _known(allowed.json) == {"role": "editor", "principalId": "ada"}


def test_every_request_is_asked_about_unless_the_spec_says_otherwise(api: Client) -> None:
    """Were nothing written, API Gateway would keep an answer for five minutes."""
    assert _number(api, "/asked?ticket=1") != _number(api, "/asked?ticket=1")


def test_an_answer_is_kept_for_the_same_caller_and_the_same_route(api: Client) -> None:
    first = _number(api, "/kept?ticket=1")

    assert _number(api, "/kept?ticket=1") == first
    assert _number(api, "/kept?ticket=2") != first
    assert _number(api, "/kept/too?ticket=1") != first


def _number(api: Client, path: str) -> str:
    return str(_known(api.get(path).json)["number"])


def _known(event: Any) -> dict[str, str]:
    known: dict[str, str] = event["requestContext"]["authorizer"]["lambda"]
    return known
