"""Routes that a document cannot have as the template has them are refused, never left out."""

from __future__ import annotations

from typing import Any

import pytest

from generator.http_api.route_keys import RouteKey
from generator.openapi.api import Api
from generator.openapi.routes import Route, problems, routes
from tests.openapi.bodies import Data, body, integration, of_function, resource, route

INCOMPLETE = "for only the deployment knows it, and a document that lacks it would be wrong"
AUTHORIZED = {"AuthorizationType": "CUSTOM", "AuthorizerId": {"Ref": "Authorizer"}}


def api(**of_route: Any) -> Api:
    return Api(body({"Integration": integration(), "Authorizer": of_function(), **of_route}))


def said(**of_route: Any) -> list[str]:
    return [str(problem) for problem in problems(api(**of_route))]


def test_a_route_is_read_with_all_that_it_names() -> None:
    of_route = route(
        "POST /orders/{id}",
        "IsOpen",
        AuthorizationType="JWT",
        AuthorizerId={"Ref": "Authorizer"},
        AuthorizationScopes=["write"],
        OperationName="placeOrder",
    )

    assert said(OrderRoute=of_route) == []
    assert [*routes(api(OrderRoute=of_route))] == [
        Route(
            "OrderRoute",
            RouteKey.parse("POST /orders/{id}"),
            integration="Integration",
            is_signed=False,
            authorizer="Authorizer",
            scopes=["write"],
            operation_name="placeOrder",
            condition="IsOpen",
        )
    ]


@pytest.mark.parametrize(
    "target",
    [
        {"Fn::Sub": "integrations/${Integration}"},
        {"Fn::Join": ["/", ["integrations", {"Ref": "Integration"}]]},
        {"Fn::Join": ["", ["integrations/", {"Ref": "Integration"}]]},
    ],
)
def test_a_target_may_be_written_in_each_usual_way(target: Data) -> None:
    (made,) = routes(api(Raw=route("GET /", Target=target)))

    assert made.integration == "Integration"


def test_an_open_route_may_say_nothing_of_its_authorizer_and_an_authorizer_without_a_type_does_not_count() -> None:
    plain = resource("Route", RouteKey="GET /", Target={"Fn::Sub": "integrations/${Integration}"})
    strange = route("GET /a", AuthorizerId={"Ref": "Authorizer"})

    assert said(One=plain, Two=strange) == []
    assert [(each.is_signed, each.authorizer) for each in routes(api(One=plain, Two=strange))] == [(False, None)] * 2


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"RouteKey": {"Fn::Sub": "/${Path}"}}, f"RouteKey: must be written out (got /${{Path}}), {INCOMPLETE}"),
        ({"RouteKey": "get /a"},
         "RouteKey: must be $default, or a method and a path such as GET /orders/{id}; methods are ANY, GET, POST, "
         "PUT, PATCH, DELETE, HEAD, OPTIONS; write GET in upper case (got get /a)"),
        ({"AuthorizationType": {"Fn::If": ["IsOpen", "NONE", "JWT"]}},
         f'AuthorizationType: must be written out (got {{"Fn::If": ["IsOpen", "NONE", "JWT"]}}), {INCOMPLETE}'),
        (AUTHORIZED | {"AuthorizerId": {"Ref": "Other"}},
         "AuthorizerId: must be an authorizer of this template (got ${Other}): write !Ref"),
        (AUTHORIZED | {"AuthorizerId": "abc123"},
         "AuthorizerId: must be an authorizer of this template (got abc123): write !Ref"),
        ({"Target": "integrations/abc123"},
         "Target: must be an integration of this template (got integrations/abc123): write !Sub integrations/${…}"),
        ({"Target": {"Fn::Sub": "integrations/${Other}"}},
         "Target: must be an integration of this template (got integrations/${Other}): "
         "write !Sub integrations/${…}"),
    ],
)  # fmt: skip
def test_what_a_document_cannot_say_is_refused(changed: Data, message: str) -> None:
    properties = {"RouteKey": "GET /a", **changed}

    assert said(Raw=route(properties.pop("RouteKey"), **properties)) == [f"Resources.Raw.Properties.{message}"]


def test_two_routes_of_one_key_are_refused_because_one_would_be_lost() -> None:
    assert said(One=route("GET /", "IsOpen"), Two=route("GET /", "IsClosed")) == [
        "Resources.Two: has the key of One: a document has room for one GET /"
    ]


def test_a_loop_that_makes_routes_is_refused() -> None:
    loop = ["Path", ["a", "b"], {"${Path}Route": route({"Fn::Sub": "GET /${Path}"})}]

    assert said(**{"Fn::ForEach::Routes": loop, "Fn::ForEach::Topics": ["Name", ["a"], {}]}) == [
        'Resources."Fn::ForEach::Routes": makes routes: write them out, for a document that lacks them would be wrong'
    ]


def test_routes_of_another_api_are_left_out() -> None:
    other = route("GET /other", ApiId={"Ref": "OtherApi"})

    assert said(Other=other) == []
    assert [*routes(api(Other=other))] == []
