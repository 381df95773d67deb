import json

import pytest


@pytest.fixture(scope="module")
def handler(load_function):
    return load_function("hello").app.handler


def test_greets_the_world_by_default(handler, http_event):
    assert handler(http_event("GET /hello", "/hello"), None) == {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": '{"message": "Hello, world!", "method": "GET", "path": "/hello"}',
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [("Ada", "Hello, Ada!"), (" Ada ", "Hello, Ada!"), ("Zoë 🎈", "Hello, Zoë 🎈!"), ("", "Hello, world!")],
)
def test_greets_whom_the_query_names(handler, http_event, name, message):
    answer = handler(http_event("GET /hello", "/hello", query={"name": name}), None)

    assert json.loads(answer["body"])["message"] == message


def test_tells_the_method_and_path_it_was_asked_by(handler, http_event):
    answer = handler(http_event("ANY /hello/{who}", "/hello/you", method="POST"), None)

    assert json.loads(answer["body"]) == {"message": "Hello, world!", "method": "POST", "path": "/hello/you"}
