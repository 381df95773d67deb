"""Paths and operations of routes."""

from __future__ import annotations

from typing import Any

import pytest

from generator import names
from generator.http_api.route_keys import RouteKey
from generator.openapi.operations import paths
from generator.openapi.routes import Route

ANY = "x-amazon-apigateway-any-method"
REFERENCE = {"$ref": "#/components/x-amazon-apigateway-integrations/OneIntegration"}
PROXY = {
    "name": "proxy+",
    "in": "path",
    "description": "All that is left of the path, with its slashes",
    "required": True,
    "schema": {"type": "string"},
}


def route(key: str, logical_id: str | None = None, **fields: Any) -> Route:
    usual: dict[str, Any] = {
        "integration": "OneIntegration",
        "is_signed": False,
        "authorizer": None,
        "scopes": [],
        "operation_name": None,
        "condition": None,
    }
    parsed = RouteKey.parse(key)
    return Route(logical_id or names.route(parsed), parsed, **{**usual, **fields})


def identifiers(*routes: Route) -> list[str]:
    """Return the name of every operation, in the order of the document."""
    items = paths([*routes], {}).values()
    return [each["operationId"] for item in items for name, each in item.items() if name != "parameters"]


def test_an_operation_says_who_may_call_it_and_what_answers() -> None:
    protected = route("GET /orders", authorizer="UsersAuthorizer", scopes=["read"])

    assert paths([protected], {"UsersAuthorizer": "users"}) == {
        "/orders": {
            "get": {
                "operationId": "GetOrders",
                "security": [{"users": ["read"]}],
                "responses": {"default": {"description": "Default response for GET /orders"}},
                "x-amazon-apigateway-integration": REFERENCE,
            }
        }
    }


def test_a_path_holds_all_its_methods_and_its_variables_once() -> None:
    made = paths([route("GET /shops/{shop}/{id}"), route("GET /"), route("ANY /shops/{shop}/{id}")], {})

    assert [*made] == ["/shops/{shop}/{id}", "/"]
    assert [*made["/shops/{shop}/{id}"]] == ["parameters", "get", ANY]
    assert made["/shops/{shop}/{id}"]["parameters"] == [
        {"name": "shop", "in": "path", "required": True, "schema": {"type": "string"}},
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
    ]


def test_a_greedy_variable_is_named_with_its_plus() -> None:
    made = paths([route("ANY /docs/{proxy+}")], {})

    assert [*made] == ["/docs/{proxy+}"]
    assert made["/docs/{proxy+}"]["parameters"] == [PROXY]


def test_the_default_route_has_a_path_of_its_own() -> None:
    assert paths([route("$default")], {}) == {
        "/$default": {
            ANY: {
                "operationId": "Default",
                "isDefaultRoute": True,
                "responses": {"default": {"description": "Default response for $default"}},
                "x-amazon-apigateway-integration": REFERENCE,
            }
        }
    }


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_every_other_method_is_in_small_letters(method: str) -> None:
    assert [*paths([route(f"{method} /a")], {})["/a"]] == [method.lower()]


def test_a_route_under_a_condition_says_so() -> None:
    made = paths([route("GET /", condition="IsOpen")], {})

    assert made["/"]["get"]["description"] == "Only if IsOpen"


@pytest.mark.parametrize(
    ("made", "identifier"),
    [
        (route("GET /orders/{id}"), "GetOrdersParam"),
        (route("GET /a-b"), "GetAB3c8680cc"),
        (route("GET /route"), "GetRoute"),
        (route("GET /", logical_id="Health"), "Health"),
        (route("GET /", logical_id="Route"), "Route"),
        (route("GET /orders", operation_name="listOrders"), "listOrders"),
        (route("GET /orders", operation_name={"Ref": "Name"}), "GetOrders"),
    ],
)
def test_an_operation_is_called_as_the_spec_says_or_after_its_route(made: Route, identifier: str) -> None:
    assert identifiers(made) == [identifier]


def test_operations_that_would_be_called_alike_have_their_whole_logical_ids() -> None:
    assert identifiers(
        route("GET /a", operation_name="list"), route("GET /b", operation_name="list"), route("GET /c")
    ) == ["GetARoute", "GetBRoute", "GetC"]
