from typing import Any

import pytest
from troposphere import AWSHelperFn

from generator.http_api.route_keys import RouteKey
from generator.spec.routes import RouteThrottling, Throttling
from tests.support import Project

_SHAPE = (
    "must be $default, or a method and a path such as GET /orders/{id}; "
    "methods are ANY, GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS"
)
_NAME = "must be at most 63 lower-case letters, digits and '-', and begin with a letter"

_ONE_OF = (
    "needs one of function, function_arn, http, private, sqs, event_bridge, step_functions, kinesis, app_config, "
    "integration"
)


def _with(routes: str) -> str:
    """Return a spec with these routes in line 2."""
    return f"functions: {{hello: lambda_code/hello}}\nroutes: {{{routes}}}\n"


def test_without_routes_the_only_function_answers_everything(hello: Project) -> None:
    routes = hello.spec("functions: {hello: lambda_code/hello}\n").routes

    assert {str(key): route.function for key, route in routes.items()} == {"$default": "hello"}


def test_routes_are_in_the_order_of_the_spec(hello: Project) -> None:
    routes = hello.spec(_with("POST /b: hello, $default: hello, GET /a: {function: hello}")).routes

    assert {str(key): route.function for key, route in routes.items()} == {
        "POST /b": "hello",
        "$default": "hello",
        "GET /a": "hello",
    }
    assert all(isinstance(key, RouteKey) for key in routes)


@pytest.mark.parametrize(
    "route",
    [
        "GET /a: hello",
        "GET /a: {function: hello}",
        "GET /a: {function: hello, throttling: null}",
        "GET /a: {function: hello, throttling: {rate_limit: 0.5}}",
        "GET /a: {function: hello, throttling: {burst_limit: 1}}",
        "GET /a: {function: hello, throttling: {rate_limit: 20, burst_limit: 40}}",
        "GET /a: {function: hello, throttling: {rate_limit: !Ref Rate, burst_limit: {Ref: Burst}}}",
        "'GET /{a}': hello, 'POST /{a}/{b+}': hello",
        '"GET /\\u0061": hello',
    ],
)
def test_a_valid_route(hello: Project, route: str) -> None:
    assert hello.problems(_with(route)) == []


@pytest.mark.parametrize(
    ("route", "problem"),
    [
        ("get /a: hello", f'2:10: routes."get /a": {_SHAPE}; write GET in upper case (got get /a)'),
        ("/a: hello", f'2:10: routes."/a": {_SHAPE} (got /a)'),
        ("1: hello", f'2:10: routes."1": {_SHAPE} (got 1)'),
        ("null: hello", f"2:10: routes.null: {_SHAPE} (got null)"),
        ("'': hello", f'2:10: routes."": {_SHAPE} (got empty text)'),
        ("'$default ': hello", f'2:10: routes."$default ": {_SHAPE} (got $default )'),
        ("GET  /a: hello", '2:10: routes."GET  /a": the path must begin with /, as in GET /orders (got GET  /a)'),
        ("GET /a/: hello", '2:10: routes."GET /a/": the path must not end with /: write GET /a (got GET /a/)'),
        ("'GET /{a}': hello, 'POST /{b}': hello",
         "2:29: routes.\"POST /{b}\": {b} stands where 'GET /{a}' has {a}; API Gateway wants one name for one "
         "place: use the same in both"),
        ("GET /a: helo", '2:10: routes."GET /a".function: there is no function helo; did you mean hello?'),
        ("GET /a: other", '2:10: routes."GET /a".function: there is no function other; known here: hello'),
        ("GET /a: {function: other}", '2:19: routes."GET /a".function: there is no function other; known here: hello'),
        ("GET /a: Other", f'2:10: routes."GET /a".function: {_NAME} (got Other)'),
        ("GET /a: ''", f'2:10: routes."GET /a".function: {_NAME} (got empty text)'),
        ("GET /a: {function: null}", f'2:10: routes."GET /a": {_ONE_OF}'),
        ("GET /a: {function: !Ref hello}",
         '2:19: routes."GET /a".function: must be text, written out here (got !Ref hello)'),
        ("GET /a: null", '2:10: routes."GET /a": must be a mapping, such as {function: hello} (got nothing)'),
        ("GET /a: 5", '2:10: routes."GET /a": must be a mapping, such as {function: hello} (got 5)'),
        ("GET /a: [hello]", '2:10: routes."GET /a": must be a mapping, such as {function: hello} (got a list)'),
        ("GET /a: !Ref hello", '2:10: routes."GET /a": must be a mapping, written out here (got !Ref hello)'),
        ("GET /a: {}", f'2:10: routes."GET /a": {_ONE_OF}'),
        ("GET /a: {function: hello, integration: x}",
         f'2:10: routes."GET /a": {_ONE_OF}, but has function and integration'),
        ("GET /a: {integration: x, timeout_in_millis: 50}",
         '2:10: routes."GET /a": timeout_in_millis belongs to the integration: write it there'),
        ("GET /a: {fuction: hello}", '2:19: routes."GET /a".fuction: is no field of the language; did you mean '
                                     "function?"),
        ("GET /a: {function: hello, colour: red}",
         '2:36: routes."GET /a".colour: is no field of the language; known here: function, function_arn, http, '
         "private, sqs, event_bridge, step_functions, kinesis, app_config, description, timeout_in_millis, "
         "payload_format_version, request_parameters, response_parameters, credentials_arn, integration, authorizer, "
         "scopes, operation_name, throttling, detailed_metrics"),
        ("GET /a: {function: hello, throttling: {}}",
         '2:36: routes."GET /a".throttling: needs rate_limit, burst_limit or both'),
        ("GET /a: {function: hello, throttling: 5}",
         '2:36: routes."GET /a".throttling: must be a mapping, such as {rate_limit: 100, burst_limit: 200} (got 5)'),
        ("GET /a: {function: hello, throttling: {rate_limit: 0}}",
         '2:49: routes."GET /a".throttling.rate_limit: must be greater than 0 (got 0)'),
        ("GET /a: {function: hello, throttling: {rate_limit: '5'}}",
         '2:49: routes."GET /a".throttling.rate_limit: must be a number: leave out the quotes'),
        ("GET /a: {function: hello, throttling: {rate_limit: .inf}}",
         '2:49: routes."GET /a".throttling.rate_limit: must be a number (got .inf)'),
        ("GET /a: {function: hello, throttling: {rate_limit: 1.0e999}}",
         '2:49: routes."GET /a".throttling.rate_limit: must be a number (got 1.0e999)'),
        ("GET /a: {function: hello, throttling: {burst_limit: -1}}",
         '2:49: routes."GET /a".throttling.burst_limit: must be greater than 0 (got -1)'),
        ("GET /a: {function: hello, throttling: {burst_limit: 1.0}}",
         '2:49: routes."GET /a".throttling.burst_limit: must be a whole number (got 1.0)'),
        ("GET /a: {function: hello, throttling: {rate: 5, burst_limit: 1}}",
         '2:49: routes."GET /a".throttling.rate: is no field of the language; '
         "known here: rate_limit, burst_limit"),
    ],
)  # fmt: skip
def test_an_invalid_route(hello: Project, route: str, problem: str) -> None:
    assert f"apis/demo.yaml:{problem}" in hello.problems(_with(route))


@pytest.mark.parametrize(
    ("routes", "given"),
    [
        ("null", "nothing"),
        ("''", "empty text"),
        ("[]", "a list"),
        ("[GET /]", "a list"),
        ("5", "5"),
        ("false", "false"),
        ("hello", "hello"),
    ],
)
def test_routes_are_a_mapping(hello: Project, routes: str, given: str) -> None:
    assert hello.problems(f"functions: {{hello: lambda_code/hello}}\nroutes: {routes}\n") == [
        f"apis/demo.yaml:2:1: routes: must be a mapping, such as {{GET /: hello}} (got {given})"
    ]


@pytest.mark.parametrize(
    ("own", "rate", "burst"),
    [
        (RouteThrottling(rate_limit=5), 5, 200),
        (RouteThrottling(burst_limit=5), 100, 5),
        (RouteThrottling(rate_limit=1, burst_limit=2), 1, 2),
    ],
)
def test_a_route_repeats_the_limit_that_it_leaves_out(own: RouteThrottling, rate: int, burst: int) -> None:
    throttling = own.over(Throttling(rate_limit=100, burst_limit=200))

    assert (throttling.rate_limit, throttling.burst_limit) == (rate, burst)


@pytest.mark.parametrize(
    ("text", "limit"), [("100", 100), ("0.5", 0.5), ("100.0", 100), ("!Ref Rate", {"Ref": "Rate"})]
)
def test_a_rate_is_written_as_it_was(hello: Project, text: str, limit: Any) -> None:
    routes = hello.spec(_with(f"$default: {{function: hello, throttling: {{rate_limit: {text}}}}}")).routes
    throttling = routes[RouteKey.parse("$default")].throttling
    assert throttling is not None

    rate = throttling.rate_limit

    assert (rate.to_dict() if isinstance(rate, AWSHelperFn) else rate) == limit
