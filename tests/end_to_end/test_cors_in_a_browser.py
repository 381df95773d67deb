"""CORS as browsers enforce it: pages of two origins call a deployed API, one of which it allows.

A workaround: the emulator leaves CorsConfiguration out when CloudFormation makes an API, so the one of the template is
set again with `aws apigatewayv2 update-api`. It answers preflights before it looks at routes and authorizers, so
that an open OPTIONS route stands where an authorizer would refuse them is asserted in tests/spec/test_preflight.py.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from generator.spec.source import parse
from tests.end_to_end.browser import CHROMIUM, Origin
from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = [
    pytest.mark.emulator,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: make browser installs it"),
]

SPEC = """
    functions:
      echo: lambda_code/echo
    cors:
      allow_origins: [{origin}]
      allow_methods: [GET, PUT]
      allow_headers: [content-type, x-key]
      expose_headers: [x-total]
      max_age: 0
      allow_credentials: true
"""
CODE = """
    def handler(event, context):
        return {"statusCode": 200, "headers": {"x-total": "3", "x-hidden": "4"}, "body": "seen"}
"""


@pytest.fixture(scope="module")
def allowed() -> Iterator[Origin]:
    origin = Origin()
    yield origin
    origin.close()


@pytest.fixture(scope="module")
def other() -> Iterator[Origin]:
    origin = Origin()
    yield origin
    origin.close()


@pytest.fixture(scope="module")
def api(new_checkout: Callable[[], Checkout], cloud: Cloud, allowed: Origin) -> Client:
    checkout = new_checkout()
    checkout.write("lambda_code/echo/app.py", CODE)
    checkout.write("apis/cors.yaml", SPEC.format(origin=allowed.url))
    checkout.generate()
    client = checkout.deploy("cors")
    body: Any = parse(checkout.body("cors"), "template.yaml").data
    configuration = body["Resources"]["HttpApi"]["Properties"]["CorsConfiguration"]
    api_id = cloud.outputs("cors")["ApiId"]
    cloud.aws("apigatewayv2", "update-api", "--api-id", api_id, "--cors-configuration", json.dumps(configuration))
    return client


def call(api: Client, options: str = "{}") -> str:
    return (
        f"const r = await fetch({json.dumps(api.url + '/things')}, {options});"
        "return {status: r.status, body: await r.text(), total: r.headers.get('x-total'),"
        " hidden: r.headers.get('x-hidden')};"
    )


def test_a_page_of_an_allowed_origin_reads_the_answer_and_the_headers_that_are_exposed(
    api: Client, allowed: Origin
) -> None:
    assert allowed.run(call(api)) == {"status": 200, "body": "seen", "total": "3", "hidden": None}


def test_a_page_of_another_origin_reads_nothing(api: Client, other: Origin) -> None:
    assert other.run(call(api)) == {"error": "TypeError"}


def test_an_allowed_method_with_allowed_headers_passes_the_preflight(api: Client, allowed: Origin) -> None:
    options = "{method: 'PUT', headers: {'content-type': 'application/json', 'x-key': '1'}, body: '{}'}"

    assert allowed.run(call(api, options))["status"] == 200


def test_a_method_that_is_not_allowed_is_not_sent(api: Client, allowed: Origin) -> None:
    assert allowed.run(call(api, "{method: 'DELETE'}")) == {"error": "TypeError"}


def test_a_header_that_is_not_allowed_is_not_sent(api: Client, allowed: Origin) -> None:
    assert allowed.run(call(api, "{headers: {'x-other': '1'}}")) == {"error": "TypeError"}


def test_credentials_may_be_sent(api: Client, allowed: Origin) -> None:
    assert allowed.run(call(api, "{credentials: 'include'}"))["status"] == 200
