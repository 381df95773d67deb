import json

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
