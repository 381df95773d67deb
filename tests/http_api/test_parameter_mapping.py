import pytest

from generator.http_api.parameter_mapping import (
    authorizer_variables,
    quoted,
    request_path_variables,
    request_problem,
    response_problem,
    same_places,
    source_problem,
    stage_variables,
)

_OF_REQUEST = (
    "is nothing that can be taken from a request; known: $request.header.<name>, $request.querystring.<name>, "
    "$request.path, $request.path.<variable>, $request.body, $request.body.<JSON path>, $context.<variable>, "
    "$stageVariables.<name>"
)
_OF_RESPONSE = (
    "is nothing that can be taken from a response; known: $response.header.<name>, $response.body, "
    "$response.body.<JSON path>, $context.<variable>, $stageVariables.<name>"
)
_OF_BOTH = ["static", "a b", "price $5", "''", "{}", "$context.requestId", "${stageVariables.table_1}-x", "x" * 512]
_REQUEST_SHAPE = "must be append:, overwrite: or remove: with header.<name> or querystring.<name>, or overwrite:path"
_RESPONSE_SHAPE = "must be append:, overwrite: or remove: with header.<name>, or overwrite:statuscode"

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html#http-api-mapping-reserved-headers
_RESERVED = [
    "access-control-allow-origin",
    "apigw-x",
    "Authorization",
    "Connection",
    "Content-Encoding",
    "Content-Length",
    "Content-Location",
    "Forwarded",
    "Keep-Alive",
    "Origin",
    "Proxy-Authenticate",
    "Proxy-Authorization",
    "TE",
    "Trailers",
    "Transfer-Encoding",
    "Upgrade",
    "x-amz-date",
    "x-amzn-trace-id",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "Via",
    "AUTHORIZATION",
    "X-Amzn-RequestId",
]


@pytest.mark.parametrize(
    "source",
    [
        *_OF_BOTH,
        "$request.header.x-tenant",
        "${request.header.X_Tenant}",
        "$request.querystring.page-size",
        "$request.path",
        "${request.path}",
        "$request.path.order.id_1-x",
        "$request.body",
        "$request.body.order.id",
        "$request.body.items[0].id",
        "$request.body['two words']",
        "$request.body.items[*]",
        "$context.authorizer.claims.sub",
        "$context.authorizer.tenant",
        "$context.identity.sourceIp",
        "$stageVariables.table",
        "${request.path.name} ${request.path.id}",
        "/v2${request.path}?x",
        "/v2/$request.path.proxy",
        "Bearer $request.header.token",
        "${request.body} on $request.path",
        "first: $request.body.items[0].id",
        "request.created",
        "context.changed",
        "my request.header.x",
        '{"id": "${request.body.id}", "at": {"time": "${context.requestTimeEpoch}"}}',
    ],
)
def test_a_value_of_a_request_is_static_or_an_expression(source: str) -> None:
    assert source_problem(source) is None


@pytest.mark.parametrize(
    "source",
    [
        *_OF_BOTH,
        "$response.header.etag",
        "$response.body",
        "$response.body.error.message",
        "${response.header.a}, ${response.header.b}",
    ],
)
def test_a_value_of_a_response_is_static_or_an_expression(source: str) -> None:
    assert source_problem(source, of_response=True) is None


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("", "must not be empty"),
        ("x" * 513, "has 513 characters, but API Gateway takes at most 512"),
        ("$requests.body", f"$requests.body {_OF_REQUEST}"),
        ("$Request.body", f"$Request.body {_OF_REQUEST}"),
        ("$request", f"$request {_OF_REQUEST}"),
        ("$request.", f"$request. {_OF_REQUEST}"),
        ("$request.header", f"$request.header {_OF_REQUEST}"),
        ("$request.headers.a", f"$request.headers.a {_OF_REQUEST}"),
        ("$request.querystring", f"$request.querystring {_OF_REQUEST}"),
        ("$request.method", f"$request.method {_OF_REQUEST}"),
        ("$request.body.", f"$request.body. {_OF_REQUEST}"),
        ("$request.body[0", f"$request.body[0 {_OF_REQUEST}"),
        ("$response.body", f"$response.body {_OF_REQUEST}"),
        ("$event.body", f"$event.body {_OF_REQUEST}"),
        ("$stageVariables.a-b", f"$stageVariables.a-b {_OF_REQUEST}"),
        (
            "$context.authorizer.claims.cognito:groups",
            "$context.authorizer.claims.cognito:groups: a $context variable has letters, digits, '.' and '_' in its "
            "name, and nothing else",
        ),
        ("$5", f"$5 {_OF_REQUEST}"),
        ("$", f"$ {_OF_REQUEST}"),
        ("price $50", f"$50 {_OF_REQUEST}"),
        ("/$request.pth.id", f"$request.pth.id {_OF_REQUEST}"),
        ("from $response.body", f"$response.body {_OF_REQUEST}"),
        ("a $requests.body b", f"$requests.body {_OF_REQUEST}"),
        ("${AWS::Region}", f"${{AWS::Region}} {_OF_REQUEST}"),
        ("a ${} b", f"${{}} {_OF_REQUEST}"),
        ("${request.path.a}/${request.pth.b}", f"${{request.pth.b}} {_OF_REQUEST}"),
        ("${request.body", "has ${ without a } of its own"),
        (
            "$context.authorizer.jwt.claims.tenant",
            "$context.authorizer.jwt.claims.tenant is no variable of HTTP APIs; did you mean "
            "$context.authorizer.claims.tenant?",
        ),
        ("request.header.x", "would be taken to the letter: write $request.header.x"),
        ("request.body", "would be taken to the letter: write $request.body"),
        ("request.path.id", "would be taken to the letter: write $request.path.id"),
        ("context.requestId", "would be taken to the letter: write $context.requestId"),
        ("stageVariables.color", "would be taken to the letter: write $stageVariables.color"),
        (
            "method.request.header.x-user",
            "is how REST APIs say it, and would be taken to the letter: write $request.header.x-user",
        ),
        ("response.body", f"$response.body {_OF_REQUEST}"),
        (
            "$context.requestid",
            "$context.requestid is no variable of HTTP APIs; did you mean $context.requestId?",
        ),
        (
            "a ${context.identity.sourceIP}",
            "$context.identity.sourceIP is no variable of HTTP APIs; did you mean $context.identity.sourceIp?",
        ),
    ],
)
def test_any_other_value_is_refused_with_what_is_known(source: str, problem: str) -> None:
    assert source_problem(source) == problem


@pytest.mark.parametrize("source", ["$request.body", "$request.header.a", "$request.path.id", "$response.headers.a"])
def test_a_response_knows_nothing_of_the_request(source: str) -> None:
    assert source_problem(source, of_response=True) == f"{source} {_OF_RESPONSE}"


def test_a_response_wants_its_dollar_too() -> None:
    assert source_problem("response.body", of_response=True) == "would be taken to the letter: write $response.body"
    assert source_problem("request.body", of_response=True) == f"$request.body {_OF_RESPONSE}"


@pytest.mark.parametrize("source", ["$request.body..name", "$request.body.a[?(@.b)]", "${request.body..a}"])
def test_some_of_json_path_is_refused(source: str) -> None:
    expected = f"{source}: API Gateway knows neither recursive descent (..) nor filters (?()) in a JSON path"

    assert source_problem(source) == expected


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("Bearer $request.header.token x", "request.header.token"),
        ("/v2/$request.path.order/items", "request.path.order"),
        ("$request.path.name $request.path.id", "request.path.name"),
        ("$request.header.a$request.header.b", "request.header.a"),
        ("$context.stage/orders", "context.stage"),
        ("${context.stage}: $context.path.", "context.path"),
        ('{"id": "$request.body.id"}', "request.body.id"),
    ],
)
def test_an_expression_beside_other_text_must_stand_in_braces(source: str, bare: str) -> None:
    assert source_problem(source) == f"${bare} stands beside other text: put it in braces, ${{{bare}}}"


@pytest.mark.parametrize(
    ("destination", "source"),
    [
        ("append:header.x-request-id", "$context.requestId"),
        ("overwrite:header.Host", "example.com"),
        ("remove:header.x-internal", "''"),
        ("append:querystring.page", "1"),
        ("overwrite:querystring.a.b", "$request.path.id"),
        ("remove:querystring.debug", "''"),
        ("overwrite:path", "/v2${request.path}"),
        ("overwrite:path", "${request.path.id}"),
        ("overwrite:path", "$request.path"),
        ("overwrite:path", "/$request.path.proxy"),
        ("overwrite:Path", "/v2"),
        ("append:HEADER.x", "1"),
    ],
)
def test_a_request_can_be_changed_in_these_places(destination: str, source: str) -> None:
    assert request_problem(destination, source) is None


@pytest.mark.parametrize(
    ("destination", "problem"),
    [
        ("", _REQUEST_SHAPE),
        ("x-header", _REQUEST_SHAPE),
        ("header.x", _REQUEST_SHAPE),
        ("append.header.x", _REQUEST_SHAPE),
        ("add:header.x", _REQUEST_SHAPE),
        ("Append:header.x", _REQUEST_SHAPE),
        ("append:headers.x", _REQUEST_SHAPE),
        ("append:body.x", _REQUEST_SHAPE),
        ("overwrite:statuscode", _REQUEST_SHAPE),
        ("append:path", "must be overwrite:path, nothing else can be done to it"),
        ("remove:path", "must be overwrite:path, nothing else can be done to it"),
        ("overwrite:path.id", "must be overwrite:path, nothing else can be done to it"),
        ("append:header", "'' is no name of a header"),
        ("append:header.", "'' is no name of a header"),
        ("append:header.a b", "'a b' is no name of a header"),
        ("append:header.a:b", "'a:b' is no name of a header"),
        ("append:header.é", "'é' is no name of a header"),
        ("append:querystring.", "'' is no name of a query string parameter"),
        ("append:querystring.a=b", "'a=b' is no name of a query string parameter"),
        ("overwrite:path", "must begin with /, as paths do: write /x"),
    ],
)
def test_other_places_of_a_request_are_refused(destination: str, problem: str) -> None:
    assert request_problem(destination, "x") == problem


@pytest.mark.parametrize("action", ["append", "overwrite", "remove"])
@pytest.mark.parametrize("header", _RESERVED)
def test_reserved_headers_cannot_be_mapped(header: str, action: str) -> None:
    problem = f"{header} is a header that API Gateway reserves: no mapping can change it"

    assert request_problem(f"{action}:header.{header}", "''") == problem
    assert response_problem("200", f"{action}:header.{header}", "''") == problem


@pytest.mark.parametrize("name", ["te", "origin", "authorization"])
def test_a_query_string_parameter_may_be_called_like_a_reserved_header(name: str) -> None:
    assert request_problem(f"append:querystring.{name}", "x") is None


def test_the_value_of_a_place_is_checked_too() -> None:
    assert request_problem("append:header.x", "") == "must not be empty"
    assert request_problem("overwrite:path", "$request.pth") == f"$request.pth {_OF_REQUEST}"
    assert request_problem("append:header.x", "$response.body") == f"$response.body {_OF_REQUEST}"
    assert response_problem("200", "append:header.x", "$request.body") == f"$request.body {_OF_RESPONSE}"


@pytest.mark.parametrize("source", ["", "a", '""', "$request.path"])
def test_what_is_removed_has_two_single_quotes_for_a_value(source: str) -> None:
    assert request_problem("remove:header.x", source) == """must be "''", as remove takes no value"""


@pytest.mark.parametrize("source", ["{", "}", "{}", "${request.body}}", "{${request.body}}"])
def test_a_mapping_has_no_other_braces_but_a_parameter_of_a_service_may(source: str) -> None:
    assert request_problem("append:header.x", source) == "must have no { or } but those of ${...}"
    assert source_problem(source) is None


@pytest.mark.parametrize(
    ("destinations", "pairs"),
    [
        ([], []),
        (["append:header.a", "append:header.b", "append:querystring.a", "overwrite:path"], []),
        (["append:header.a", "overwrite:header.a"], [("overwrite:header.a", "append:header.a")]),
        (["append:header.a", "remove:header.A"], [("remove:header.A", "append:header.a")]),
        (["append:querystring.a", "append:querystring.A"], []),
        (["append:querystring.a", "remove:querystring.a"], [("remove:querystring.a", "append:querystring.a")]),
    ],
)
def test_one_place_has_one_entry(destinations: list[str], pairs: list[tuple[str, str]]) -> None:
    assert list(same_places(destinations)) == pairs


@pytest.mark.parametrize(
    ("status", "destination", "source"),
    [
        ("200", "append:header.x", "$response.body.id"),
        ("404", "overwrite:header.x", "$stageVariables.environmentId"),
        ("500", "remove:header.server", "''"),
        ("500", "overwrite:statuscode", "403"),
        ("599", "overwrite:statuscode", "$response.body.status"),
    ],
)
def test_a_response_can_be_changed_in_these_places(status: str, destination: str, source: str) -> None:
    assert response_problem(status, destination, source) is None


@pytest.mark.parametrize("status", ["", "199", "600", "2xx", "20", "2000", " 200", "default", "٢٠٠"])
def test_the_key_of_responses_is_a_status_code(status: str) -> None:
    problem = f"{status} is no status code that can be mapped: write one from 200 to 599"

    assert response_problem(status, "append:header.x", "x") == problem


@pytest.mark.parametrize(
    ("destination", "source", "problem"),
    [
        ("append:querystring.x", "x", _RESPONSE_SHAPE),
        ("overwrite:path", "x", _RESPONSE_SHAPE),
        ("overwrite:body", "x", _RESPONSE_SHAPE),
        ("overwrite.statuscode", "403", _RESPONSE_SHAPE),
        ("remove:statuscode", "''", "must be overwrite:statuscode, nothing else can be done to it"),
        ("overwrite:statuscode", "4xx", "4xx is no status code: write one from 100 to 599"),
        ("overwrite:statuscode", "99", "99 is no status code: write one from 100 to 599"),
        ("overwrite:statuscode", "600", "600 is no status code: write one from 100 to 599"),
        ("overwrite:statuscode", "", "nothing is no status code: write one from 100 to 599"),
        ("overwrite:statuscode", "$request.body", f"$request.body {_OF_RESPONSE}"),
    ],
)
def test_other_places_of_a_response_are_refused(destination: str, source: str, problem: str) -> None:
    assert response_problem("200", destination, source) == problem


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("static", []),
        ("$request.path", []),
        ("${request.path}", []),
        ("$request.path.id", ["id"]),
        ("${request.path.b}/${request.path.a}/${request.path.b}", ["b", "a"]),
        ("$request.path.order.id_1-x", ["order.id_1-x"]),
        ("$request.header.path.id", []),
    ],
)
def test_the_path_variables_of_a_value_are_known(source: str, names: list[str]) -> None:
    assert request_path_variables(source) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("static", []),
        ("$stageVariables.a", ["a"]),
        ("https://${stageVariables.host}/${stageVariables.b_1}?x=${stageVariables.host}", ["host", "b_1"]),
    ],
)
def test_the_stage_variables_of_a_text_are_known(text: str, names: list[str]) -> None:
    assert stage_variables(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("$context.requestId", []),
        ("$context.authorizer.tenant", ["$context.authorizer.tenant"]),
        ("${context.authorizer.claims.a}/${context.authorizer.claims.b}",
         ["$context.authorizer.claims.a", "$context.authorizer.claims.b"]),
    ],
)  # fmt: skip
def test_what_a_value_takes_from_an_authorizer_is_known(text: str, names: list[str]) -> None:
    assert authorizer_variables(text) == names


@pytest.mark.parametrize(
    ("text", "bare"), [("'gateway'", "gateway"), ("''", None), ("it's", None), ("'a' or 'b'", None)]
)
def test_a_text_in_quotes_is_known(text: str, bare: str | None) -> None:
    assert quoted(text) == bare
