"""Routes with `authorizer: iam`: requests are signed, and the caller's policies say which routes it may call.

The emulator checks signatures and policies as API Gateway does (`AUTH`). Requests go to the API's own address, the one
in the output, because that is what a signature holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from generator.emulator import REGION
from tests.end_to_end.deployed import ECHO, Checkout, Client, Cloud, Response

pytestmark = pytest.mark.emulator

SPEC = """
    functions:
      echo: lambda_code/echo
    default_authorizer: iam
    routes:
      GET /orders: echo
      DELETE /orders: echo
      GET /health: {function: echo, authorizer: none}
"""


@dataclass(frozen=True)
class Api:
    """The API at the address that its output has."""

    client: Client
    api_id: str

    def call(self, method: str, path: str, credentials: Credentials | None) -> Response:
        url = f"http://{self.client.host}{path}"
        request = AWSRequest(method, url, headers={"host": urlsplit(url).netloc})  # type: ignore[no-untyped-call]
        if credentials:
            SigV4Auth(credentials, "execute-api", REGION).add_auth(request)  # type: ignore[no-untyped-call]
        return self.client.send(method, path, headers=dict(request.headers.items()))

    def arn(self, route: str) -> str:
        return f"arn:aws:execute-api:{REGION}:000000000000:{self.api_id}/$default/{route}"


@pytest.fixture(scope="module")
def api(new_checkout: Callable[[], Checkout], cloud: Cloud) -> Api:
    checkout = new_checkout()
    checkout.write("lambda_code/echo/app.py", ECHO)
    checkout.deploy_spec("signed", SPEC)
    outputs = cloud.outputs("signed")
    return Api(cloud.at(outputs["ApiUrl"]), outputs["ApiId"])


@pytest.fixture
def stranger(cloud: Cloud) -> Credentials:
    """A user who may call another API."""
    return _user(cloud, f"arn:aws:execute-api:{REGION}:000000000000:a1b2c3d4/*")


@pytest.fixture
def reader(cloud: Cloud, api: Api) -> Credentials:
    """A user who may read orders."""
    return _user(cloud, api.arn("GET/orders"))


def test_a_request_that_is_not_signed_is_refused(api: Api) -> None:
    assert api.call("GET", "/orders", None).status == 403


def test_a_signature_with_another_secret_is_refused(api: Api, reader: Credentials) -> None:
    forged = Credentials(reader.access_key, "another-secret")  # type: ignore[no-untyped-call]

    assert api.call("GET", "/orders", forged).status == 403


def test_a_user_without_a_policy_for_it_is_refused(api: Api, stranger: Credentials) -> None:
    assert api.call("GET", "/orders", stranger).status == 403


def test_a_user_with_a_policy_for_it_calls_a_route(api: Api, reader: Credentials) -> None:
    response = api.call("GET", "/orders", reader)

    assert response.status == 200
    assert response.json["requestContext"]["authorizer"]["iam"]["accessKey"] == reader.access_key


def test_a_policy_for_one_route_is_for_no_other(api: Api, reader: Credentials) -> None:
    assert api.call("DELETE", "/orders", reader).status == 403


def test_an_open_route_needs_no_signature(api: Api) -> None:
    assert api.call("GET", "/health", None).status == 200


def _user(cloud: Cloud, resource: str) -> Credentials:
    keys = cloud.user("execute-api:Invoke", resource)
    return Credentials(keys["AccessKeyId"], keys["SecretAccessKey"])  # type: ignore[no-untyped-call]
