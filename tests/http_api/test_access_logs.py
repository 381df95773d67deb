import json
import re
from xml.etree import ElementTree

import pytest

from generator.http_api import access_logs


def test_the_format_is_one_line() -> None:
    assert access_logs.JSON_FORMAT.splitlines() == [access_logs.JSON_FORMAT]


def test_the_format_is_json_once_the_variables_are_replaced() -> None:
    assert json.loads(access_logs.JSON_FORMAT) == access_logs.JSON_FIELDS


def test_the_format_has_both_request_ids_one_of_which_api_gateway_requires() -> None:
    assert access_logs.JSON_FIELDS["requestId"] == "$context.requestId"
    assert access_logs.JSON_FIELDS["extendedRequestId"] == "$context.extendedRequestId"


def test_the_format_is_at_most_3_kilobytes() -> None:
    assert len(access_logs.JSON_FORMAT.encode()) <= 3 * 1024


# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
def test_every_field_is_a_variable_of_http_apis() -> None:
    assert set(access_logs.JSON_FIELDS.values()) <= {
        "$context.error.message",
        "$context.error.responseType",
        "$context.extendedRequestId",
        "$context.httpMethod",
        "$context.identity.sourceIp",
        "$context.identity.userAgent",
        "$context.integration.latency",
        "$context.integration.status",
        "$context.integrationErrorMessage",
        "$context.path",
        "$context.protocol",
        "$context.requestId",
        "$context.requestTime",
        "$context.responseLatency",
        "$context.responseLength",
        "$context.routeKey",
        "$context.status",
    }


def test_no_field_shows_headers_or_tokens() -> None:
    assert not [value for value in access_logs.JSON_FIELDS.values() if "authorizer" in value or "header" in value]


@pytest.mark.parametrize("name", access_logs.FORMATS)
def test_every_named_format_is_valid(name: str) -> None:
    assert access_logs.format_problem(access_logs.FORMATS[name]) is None


@pytest.mark.parametrize("name", access_logs.FORMATS)
def test_every_named_format_is_one_line_with_the_request_id(name: str) -> None:
    text = access_logs.FORMATS[name]

    assert text.splitlines() == [text]
    assert "$context.requestId" in text
    assert len(text.encode()) <= 3 * 1024


def test_the_names_are_those_of_the_console() -> None:
    assert list(access_logs.FORMATS) == ["json", "clf", "csv", "xml"]
    assert access_logs.FORMATS["json"] is access_logs.JSON_FORMAT


def test_the_other_formats_show_the_same_variables() -> None:
    clf, csv, xml = (set(re.findall(r"\$context[.\w]+", access_logs.FORMATS[name])) for name in ("clf", "csv", "xml"))

    assert clf == csv == xml
    assert clf <= access_logs.CONTEXT_VARIABLES


def test_the_xml_format_is_one_element() -> None:
    request = ElementTree.fromstring(access_logs.FORMATS["xml"])

    assert request.attrib == {"id": "$context.requestId"}
    assert {each.tag: each.text for each in request}["status"] == "$context.status"


def test_the_csv_format_has_nothing_but_variables() -> None:
    assert set(access_logs.FORMATS["csv"].split(",")) <= access_logs.CONTEXT_VARIABLES


def test_every_field_of_the_default_is_known() -> None:
    assert set(access_logs.JSON_FIELDS.values()) <= access_logs.CONTEXT_VARIABLES


def test_json_says_why_authorizers_refused_where_there_are_some() -> None:
    fields = json.loads(access_logs.written_out("json", authorizers=True))

    assert fields == {**access_logs.JSON_FIELDS, "authorizerError": "$context.authorizer.error"}
    assert access_logs.written_out("json", authorizers=False) == access_logs.JSON_FORMAT
    assert access_logs.written_out("clf", authorizers=True) == access_logs.FORMATS["clf"]
    assert access_logs.written_out("$context.requestId", authorizers=True) == "$context.requestId"


_ID = "$context.requestId"


@pytest.mark.parametrize(
    "text",
    [
        _ID,
        "$context.extendedRequestId",
        f"{_ID}\n",
        f"{_ID}\n\n",
        f"{_ID}.",
        f"{_ID}, $context.status. $context.path/x",
        f"{_ID} $context.authorizer.claims.sub $context.authorizer.claims.cognito:groups",
        f"{_ID} $context.authorizer.tenant $context.authorizer.principalId $context.authorizer.map.key",
        f"{_ID} $contextual $5 $ text",
        f"{_ID} é",
        _ID + " " * (3 * 1024 - len(_ID)),
    ],
)
def test_a_valid_format_has_no_problem(text: str) -> None:
    assert access_logs.format_problem(text) is None


_LINES = "must be one line, a line break may stand only at the very end: fold it with >- in YAML"
_NO_ID = "must contain $context.requestId or $context.extendedRequestId: API Gateway requires one of them"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"{_ID}\n$context.status", _LINES),
        (f"\n{_ID}", _LINES),
        (f"{_ID}\r\n", _LINES),
        ("", _NO_ID),
        ("$context.status", _NO_ID),
        ("$context.requestid", _NO_ID),
        ("$context.requestIdentity", _NO_ID),
        ("$context.requestId.x", _NO_ID),
        ("context.requestId", _NO_ID),
        (
            _ID + "x" * 3072,
            "has 3,090 bytes, but API Gateway takes at most 3,072: leave some variables out",
        ),
        (
            _ID + "é" * 1530,
            "has 3,078 bytes, but API Gateway takes at most 3,072: leave some variables out",
        ),
        (
            f"{_ID} $context.identity.sourceIP",
            "$context.identity.sourceIP is no variable of HTTP APIs; did you mean $context.identity.sourceIp?",
        ),
        (
            "$context.requestId $context.resourcePath",
            "$context.resourcePath is no variable of HTTP APIs; did you mean $context.routeKey?",
        ),
        (
            f"{_ID} $context.authorizer.claims",
            "$context.authorizer.claims is no variable of HTTP APIs; did you mean $context.authorizer.claims.<claim>?",
        ),
        (
            f"{_ID} $context.authorizer.jwt.claims.sub",
            "$context.authorizer.jwt.claims.sub is no variable of HTTP APIs; did you mean "
            "$context.authorizer.claims.sub?",
        ),
        (
            f"{_ID} $context.authorizer.lambda.tenant",
            "$context.authorizer.lambda.tenant is no variable of HTTP APIs; did you mean $context.authorizer.tenant?",
        ),
        (
            f"{_ID} $context.authorizer.iam.userArn",
            "$context.authorizer.iam.userArn is no variable of HTTP APIs; did you mean $context.identity.userArn?",
        ),
        (f"{_ID} $context.zzzzzzzzzzzzzzzzzz", "$context.zzzzzzzzzzzzzzzzzz is no variable of HTTP APIs"),
    ],
)
def test_an_invalid_format_is_refused_in_plain_words(text: str, problem: str) -> None:
    assert access_logs.format_problem(text) == problem


# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
@pytest.mark.parametrize("name", ["resourcePath", "resourceId", "xrayTraceId", "identity.apiKey", "wafResponseCode"])
def test_variables_of_rest_apis_are_unknown(name: str) -> None:
    assert access_logs.unknown_variables(f"$context.{name}") == [f"$context.{name}"]


def test_unknown_variables_are_told_once_in_the_order_of_the_text() -> None:
    text = "$context.b $context.status $context.a $context.b"

    assert access_logs.unknown_variables(text) == ["$context.b", "$context.a"]
