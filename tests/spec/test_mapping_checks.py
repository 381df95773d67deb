"""Mappings are valid, and the variables in them and in URLs exist."""

from __future__ import annotations

import pytest

from tests.support import Project


def _http(url: str, more: str = "", route: str = "GET /a/{id}") -> str:
    """Return a spec with this URL behind the route in line 2."""
    return f"routes:\n  '{route}': {{http: {{url: '{url}'}}{more}}}\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # Variables of the path.
        (_http("https://a.b/{id}"), []),
        (_http("https://a.b/{proxy}", route="ANY /a/{proxy+}"), []),
        (_http("https://a.b/{ids}"),
         ["routes.\"GET /a/{id}\".http.url: {ids} is no variable of the path of 'GET /a/{id}'; did you mean id?"]),
        (_http("https://a.b/{order}"),
         ["routes.\"GET /a/{id}\".http.url: {order} is no variable of the path of 'GET /a/{id}'; known there: id"]),
        (_http("https://a.b/{proxy}", route="$default"),
         ["routes.\"$default\".http.url: {proxy} is no variable of the path of '$default', which has none"]),
        ("integrations: {docs: {http: {url: 'https://a.b/{id}'}}}\n"
         "routes: {'GET /a/{id}': {integration: docs}, GET /b: {integration: docs}}\n",
         ["integrations.docs.http.url: {id} is no variable of the path of 'GET /b', which has none"]),
        ("routes: {GET /a: {http: {url: !Sub 'https://${Host}/{id}'}}}\n",
         ["routes.\"GET /a\".http.url: {id} is no variable of the path of 'GET /a', which has none"]),
        (_http("https://a.b", ", request_parameters: {overwrite:path: '/${request.path.order}'}"),
         ['routes."GET /a/{id}".request_parameters."overwrite:path": {order} is no variable of the path of '
          "'GET /a/{id}'; known there: id"]),
        ("routes: {POST /a: {kinesis: {stream: !Ref S, partition_key: $request.path.shop}}}\n",
         ["routes.\"POST /a\".kinesis.partition_key: {shop} is no variable of the path of 'POST /a', which has none"]),
        # Variables of the stages.
        (_http("https://${stageVariables.host}/"),
         ['routes."GET /a/{id}".http.url: the stage $default has no variable host: give it one under variables']),
        (_http("https://${stageVariables.host}/") + "stage: {variables: {host: a.b}}\n", []),
        (_http("https://${stageVariables.host}/") + "stage: {variables: {hosts: a.b}}\n",
         ['routes."GET /a/{id}".http.url: the stage $default has no variable host; did you mean hosts?']),
        (_http("https://${stageVariables.host}/") + "stages: {a: {variables: {host: a.b}}, b: {}}\n",
         ['routes."GET /a/{id}".http.url: the stage b has no variable host: give it one under variables']),
        (_http("https://a.b", ", response_parameters: {'200': {append:header.x: $stageVariables.color}}"),
         ['routes."GET /a/{id}".response_parameters."200"."append:header.x": the stage $default has no variable color: '
          "give it one under variables"]),
        ("routes: {GET /a: {http: {url: !Sub 'https://${!stageVariables.host}/${Path}'}}}\n",
         ['routes."GET /a".http.url: the stage $default has no variable host: give it one under variables']),
        # Requests and responses.
        (_http("https://a.b", ", request_parameters: {append:header.Authorization: a}"),
         ['routes."GET /a/{id}".request_parameters."append:header.Authorization": Authorization is a header that API '
          "Gateway reserves: no mapping can change it"]),
        (_http("https://a.b", ", request_parameters: {append:header.x: $context.authorizer.jwt.claims.x}"),
         ['routes."GET /a/{id}".request_parameters."append:header.x": $context.authorizer.jwt.claims.x is no variable '
          "of HTTP APIs; did you mean $context.authorizer.claims.x?"]),
        (_http("https://a.b", ", request_parameters: {overwrite:path: docs}"),
         ['routes."GET /a/{id}".request_parameters."overwrite:path": must begin with /, as paths do: write /docs']),
        (_http("https://a.b", ", response_parameters: {'200': {append:header.x: response.header.y}}"),
         ['routes."GET /a/{id}".response_parameters."200"."append:header.x": would be taken to the letter: write '
          "$response.header.y"]),
        ("routes: {POST /a: {step_functions: {state_machine: !Ref S, input: request.body}}}\n",
         ['routes."POST /a".step_functions.input: would be taken to the letter: write $request.body (got '
          "request.body)"]),
        ("routes: {POST /a: {event_bridge: {source: shop, detail_type: request.created}}}\n", []),
        (_http("https://a.b", ", request_parameters: {append:header.x: a, overwrite:header.X: b}"),
         ['routes."GET /a/{id}".request_parameters."overwrite:header.X": is the same place as append:header.x: API '
          "Gateway takes one entry for it"]),
        (_http("https://a.b", ", response_parameters: {'100': {append:header.x: a}}"),
         ['routes."GET /a/{id}".response_parameters."100"."append:header.x": 100 is no status code that can be mapped: '
          "write one from 200 to 599"]),
        (_http("https://a.b", ", response_parameters: {'200': {overwrite:statuscode: !Ref P}}")
         + "parameters: {P: {type: String, default: '7'}}\n",
         ['routes."GET /a/{id}".response_parameters."200"."overwrite:statuscode": 7 is no status code: write one from '
          "100 to 599"]),
    ],
)  # fmt: skip
def test_mappings(project: Project, text: str, problems: list[str]) -> None:
    assert [line.split(": ", 1)[1] for line in project.problems(text)] == problems
