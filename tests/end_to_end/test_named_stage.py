"""An API with a named stage, whose function says what it was sent: the event, as API Gateway's payload 2.0 has it.

The emulator runs handlers under its own Python, 3.11, whatever `Runtime` says: code that needs a newer one is not
proven here. Nor are cookies, stage variables and a `rawPath` that begins with the stage, which it leaves out.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

SPEC = """
    functions:
      echo: lambda_code/echo
    routes:
      ANY /things/{id}/parts/{rest+}: echo
      $default: echo
    stage: {name: v1}
"""
CODE = """
    import json


    def handler(event, context):
        return {"statusCode": 200, "headers": {"x-answered-by": "echo"}, "body": json.dumps(event)}
"""


@pytest.fixture(scope="module")
def echo(new_checkout: Callable[[], Checkout]) -> Client:
    checkout = new_checkout()
    checkout.write("lambda_code/echo/app.py", CODE)
    checkout.write("apis/echo.yaml", SPEC)
    checkout.generate()
    return checkout.deploy("echo")


def test_the_url_ends_with_the_stage(echo: Client, cloud: Cloud) -> None:
    assert echo.url.endswith("/v1")
    assert cloud.outputs("echo")["ApiUrl"].endswith("/v1")


def test_it_answers_below_its_name(echo: Client) -> None:
    response = echo.get("/")

    assert (response.status, response.headers["x-answered-by"]) == (200, "echo")


def test_it_is_the_only_stage(echo: Client, cloud: Cloud) -> None:
    """Read back, not called: this emulator answers whatever stage a URL names."""
    stages = cloud.client("apigatewayv2").get_stages(ApiId=cloud.outputs("echo")["ApiId"])["Items"]

    assert [stage["StageName"] for stage in stages] == ["v1"]


def test_the_event_is_payload_2_and_names_stage_and_route(echo: Client) -> None:
    event = _event(echo, "PUT", "/things/7/parts/a/b")

    assert event["version"] == "2.0"
    assert event["routeKey"] == "ANY /things/{id}/parts/{rest+}"
    assert event["requestContext"]["stage"] == "v1"
    assert event["requestContext"]["http"]["method"] == "PUT"


def test_path_parameters_arrive(echo: Client) -> None:
    assert _event(echo, "GET", "/things/7/parts/a/b")["pathParameters"] == {"id": "7", "rest": "a/b"}


def test_repeated_query_parameters_arrive_joined(echo: Client) -> None:
    assert _event(echo, "GET", "/?colour=red&colour=blue&size=1")["queryStringParameters"] == {
        "colour": "red,blue",
        "size": "1",
    }


def test_headers_arrive_in_lower_case(echo: Client) -> None:
    assert _event(echo, "GET", "/", headers={"X-Trace-Me": "Yes"})["headers"]["x-trace-me"] == "Yes"


def test_a_body_arrives_as_text(echo: Client) -> None:
    event = _event(echo, "POST", "/", b'{"a": 1}', {"content-type": "application/json"})

    assert (event["body"], event["isBase64Encoded"]) == ('{"a": 1}', False)


def _event(
    echo: Client, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Any:
    return echo.send(method, path, body, headers).json
