"""HTTP backends: what a server of the test's own receives of a request, and what API Gateway was told of the rest.

The emulator puts the request's whole path behind the URL and leaves `{id}` in it as it is; API Gateway fills in the
variables and adds nothing. So a URL with variables is only read back here; a path that is mapped is sent to the root of
the backend, where both do the same. It passes on the client's method whatever the spec says, and leaves out what is to
become of responses: those are read back, too.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.end_to_end.deployed import Checkout, Client, Cloud
from tests.end_to_end.servers import Request, Server, echo

pytestmark = pytest.mark.emulator

STACK = "proxied"
SPEC = """
    parameters:
      Backend: {type: String}
    integrations:
      mapped:
        http: {url: !Ref Backend}
        timeout_in_millis: 5000
        request_parameters:
          overwrite:path: /v1/orders/${request.path.id}
          overwrite:header.x-version: "2"
          append:header.x-color: $stageVariables.color
          remove:header.x-internal: "''"
          overwrite:querystring.caller: $request.header.x-caller
          append:querystring.tag: fixed
          remove:querystring.debug: "''"
        response_parameters:
          "200": {overwrite:header.x-version: "2", remove:header.server: "''"}
          "404": {overwrite:statuscode: "410"}
    routes:
      ANY /orders/{id}: {integration: mapped}
      ANY /plain/{proxy+}: {http: {url: !Ref Backend}}
      GET /filled/{id}: {http: {url: !Sub "${Backend}/v1/{id}", method: GET}}
      GET /colors: {http: {url: "https://${stageVariables.host}/colors"}}
    stage:
      variables: {color: blue, host: colors.example.com}
    parameter_sets:
      here: {Backend: "BACKEND"}
"""


def _answer(request: Request) -> tuple[int, object]:
    return (404, {"message": "no such thing"}) if request.path == "/plain/missing" else echo(request)


@pytest.fixture(scope="module")
def api(new_checkout: Callable[[], Checkout]) -> Iterator[Client]:
    with Server(_answer) as backend:
        yield new_checkout().deploy_spec(STACK, SPEC.replace("BACKEND", backend.url), "--parameters", "here")


@pytest.fixture(scope="module")
def integrations(api: Client, cloud: Cloud) -> dict[str, Any]:
    """What API Gateway was told, by the route that it stands behind."""
    gateway, api_id = cloud.client("apigatewayv2"), cloud.outputs(STACK)["ApiId"]
    by_id = {f"integrations/{each['IntegrationId']}": each for each in gateway.get_integrations(ApiId=api_id)["Items"]}
    return {route["RouteKey"]: by_id[route["Target"]] for route in gateway.get_routes(ApiId=api_id)["Items"]}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_the_backend_gets_the_client_s_method(api: Client, method: str) -> None:
    assert api.send(method, "/plain/a/b").json["method"] == method


def test_the_backend_gets_body_headers_and_query(api: Client) -> None:
    got = api.send("POST", "/plain/a/b?x=1&x=2", b'{"a": 1}', {"content-type": "application/json", "x-own": "1"}).json

    assert (got["body"], got["headers"]["content-type"], got["headers"]["x-own"]) == (
        '{"a": 1}',
        "application/json",
        "1",
    )
    assert got["path"].endswith("?x=1&x=2")


def test_the_client_gets_the_backend_s_status_and_body(api: Client) -> None:
    response = api.get("/plain/missing")

    assert (response.status, response.json) == (404, {"message": "no such thing"})


def test_a_path_variable_reaches_the_backend_in_a_mapped_path(api: Client) -> None:
    assert _path(api.get("/orders/7").json) == "/v1/orders/7"


def test_headers_are_overwritten_appended_to_and_removed(api: Client) -> None:
    headers = api.get("/orders/7", {"x-version": "1", "x-color": "red", "x-internal": "secret"}).json["headers"]

    assert headers["x-version"] == "2"
    assert headers["x-color"].split(",") == ["red", "blue"]
    assert "x-internal" not in headers


def test_the_query_is_overwritten_appended_to_and_removed(api: Client) -> None:
    got = api.get("/orders/7?caller=eve&tag=own&debug=1", {"x-caller": "ada"}).json

    assert sorted(got["path"].split("?")[1].split("&")) == ["caller=ada", "tag=fixed", "tag=own"]


def test_urls_keep_their_variables_for_api_gateway_to_fill_in(integrations: dict[str, Any]) -> None:
    assert integrations["GET /filled/{id}"]["IntegrationUri"].endswith("/v1/{id}")
    assert integrations["GET /filled/{id}"]["IntegrationUri"].startswith("http://127.0.0.1:")
    assert integrations["GET /colors"]["IntegrationUri"] == "https://${stageVariables.host}/colors"


def test_a_method_of_its_own_and_the_timeout_are_deployed(integrations: dict[str, Any]) -> None:
    assert integrations["GET /filled/{id}"]["IntegrationMethod"] == "GET"
    assert integrations["ANY /orders/{id}"]["IntegrationMethod"] == "ANY"
    assert integrations["ANY /orders/{id}"]["TimeoutInMillis"] == 5000


def test_what_is_to_become_of_responses_is_deployed(integrations: dict[str, Any]) -> None:
    assert integrations["ANY /orders/{id}"]["ResponseParameters"] == {
        "200": {
            "ResponseParameters": [
                {"Destination": "overwrite:header.x-version", "Source": "2"},
                {"Destination": "remove:header.server", "Source": "''"},
            ]
        },
        "404": {"ResponseParameters": [{"Destination": "overwrite:statuscode", "Source": "410"}]},
    }


def _path(got: dict[str, Any]) -> str:
    return str(got["path"]).split("?")[0]
