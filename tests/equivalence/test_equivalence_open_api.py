"""An API that is imported from an OpenAPI document is compared with one of resources, and each change is told."""

from __future__ import annotations

from typing import Any

import pytest

from generator.equivalence import differences
from generator.equivalence.accepted import OF_OPENAPI, judged
from generator.equivalence.imports import importing
from generator.equivalence.systems import System
from generator.openapi import document
from tests.equivalence.bodies import (
    ABSENT,
    MALFORMED,
    NAMES,
    Body,
    Place,
    changed,
    leaves,
    places,
    resources,
    template,
    told,
)

ORDERS = {"Fn::GetAtt": ["OrdersFunction", "Arn"]}
URI = (
    "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${OrdersFunction.Arn}/invocations"
)
_API = {"ApiId": {"Ref": "HttpApi"}}


def of_resources(**properties: Any) -> Body:
    """A template whose API has one route for a function; `properties` are those of its resources, by their IDs."""
    kinds = {"HttpApi": "Api", "Users": "Authorizer", "Orders": "Integration", "GetOrders": "Route"}
    given: dict[str, dict[str, Any]] = {
        "HttpApi": {"Name": "shop", "Version": "7", "ProtocolType": "HTTP"},
        "Orders": {**_API, "IntegrationType": "AWS_PROXY", "IntegrationUri": ORDERS, "PayloadFormatVersion": "2.0"},
        "GetOrders": {**_API, "RouteKey": "GET /orders", "AuthorizationType": "NONE", "OperationName": "list",
                      "Target": {"Fn::Sub": "integrations/${Orders}"}},
    }  # fmt: skip
    given = {name: {**given.get(name, _API), **properties.get(name, {})} for name in {**given, **properties}}
    return resources(
        **{
            name: {"Type": f"AWS::ApiGatewayV2::{kinds[name]}", "Properties": each}
            for name, each in given.items()
        }
    )  # fmt: skip


INTEGRATION = {"type": "aws_proxy", "httpMethod": "POST", "uri": {"Fn::Sub": URI}, "payloadFormatVersion": "2.0"}


def operation(**fields: Any) -> dict[str, Any]:
    return {"operationId": "list", "responses": {}, "x-amazon-apigateway-integration": INTEGRATION, **fields}


def of_document(get: Any = None, schemes: Any = None, paths: Any = None, **fields: Any) -> Body:
    """A template that imports the same API, written as AWS's documentation has it."""
    body = {
        "openapi": "3.0.1",
        "info": {"title": "shop", "version": "7"},
        "paths": paths or {"/orders": {"get": get or operation()}},
        "components": {"securitySchemes": schemes or {}},
        **fields,
    }
    return resources(HttpApi={"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": body}})


def refused(one: Body, other: Body) -> list[str]:
    found = judged(differences(one, other), System(one), System(other), OF_OPENAPI)
    return [each.told("resources", "document") for each in found.refused]


TOKENS = {
    "type": "oauth2",
    "x-amazon-apigateway-authorizer": {
        "type": "jwt",
        "jwtConfiguration": {"issuer": "https://login.example.com", "audience": ["web", "mobile"]},
        "identitySource": "$request.header.Authorization",
    },
}
USERS = {
    "Name": "users",
    "AuthorizerType": "JWT",
    "IdentitySource": ["$request.header.Authorization"],
    "JwtConfiguration": {"Issuer": "https://login.example.com", "Audience": ["mobile", "web"]},
}
BY_FUNCTION = {
    "type": "apiKey", "name": "Unused", "in": "header",
    "x-amazon-apigateway-authorizer": {
        "type": "request", "authorizerUri": {"Fn::Sub": URI}, "authorizerPayloadFormatVersion": "2.0",
        "enableSimpleResponses": True, "authorizerResultTtlInSeconds": 60, "authorizerCredentials": {"Ref": "Caller"},
        "identitySource": {"Fn::Join": [", ", ["$request.header.x-key", {"Ref": "Source"}, "$context.routeKey"]]}},
}  # fmt: skip
FUNCTION = {
    "Name": "keys", "AuthorizerType": "REQUEST", "AuthorizerUri": {"Fn::Sub": URI},
    "AuthorizerPayloadFormatVersion": "2.0", "EnableSimpleResponses": True, "AuthorizerResultTtlInSeconds": 60,
    "AuthorizerCredentialsArn": {"Ref": "Caller"},
    "IdentitySource": ["$request.header.x-key", {"Ref": "Source"}, "$context.routeKey"],
}  # fmt: skip
AUTHORIZER = {"Ref": "Users"}
CORS = {"AllowOrigins": ["https://a.example.com"], "MaxAge": 60, "AllowCredentials": True}
DEFAULT = {"x-amazon-apigateway-any-method": {**operation(), "isDefaultRoute": True}}
SIGNED = {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}
COMPONENTS = "#/components/x-amazon-apigateway-integrations"
MAPPED = {"overwrite:header.x": "$context.requestId"}

SAME: dict[str, tuple[Body, Body]] = {
    "a route to a function": (of_resources(), of_document()),
    "every method": (
        of_resources(GetOrders={"RouteKey": "ANY /orders"}),
        of_document(paths={"/orders": {"x-amazon-apigateway-any-method": operation()}})),
    "the default route": (of_resources(GetOrders={"RouteKey": "$default"}), of_document(paths={"/$default": DEFAULT})),
    "a greedy path": (
        of_resources(GetOrders={"RouteKey": "DELETE /orders/{rest+}"}),
        of_document(paths={"/orders/{rest+}": {"parameters": [{"name": "rest+"}], "delete": operation()}})),
    "an integration among the components": (
        of_resources(),
        of_document(
            operation(**{"x-amazon-apigateway-integration": {"$ref": f"{COMPONENTS}/a"}}),
            components={"x-amazon-apigateway-integrations": {"a": INTEGRATION}})),
    "everything of an integration": (
        of_resources(Orders={
            "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example.com", "IntegrationMethod": "GET",
            "ConnectionType": "VPC_LINK", "ConnectionId": {"Ref": "Link"}, "TlsConfig": {"ServerNameToVerify": "a"},
            "PayloadFormatVersion": "1.0", "TimeoutInMillis": 5000, "RequestParameters": MAPPED,
            "ResponseParameters": {"200": {"ResponseParameters": [
                {"Destination": "overwrite:header.x", "Source": "$context.requestId"}]}}}),
        of_document(operation(**{"x-amazon-apigateway-integration": {
            "type": "http_proxy", "uri": "https://a.example.com", "httpMethod": "GET",
            "connectionType": "VPC_LINK", "connectionId": {"Ref": "Link"}, "tlsConfig": {"serverNameToVerify": "a"},
            "payloadFormatVersion": "1.0", "timeoutInMillis": 5000, "requestParameters": MAPPED,
            "responseParameters": {"200": MAPPED}}}))),
    "a service": (
        of_resources(Orders={"IntegrationUri": {"Ref": "AWS::NoValue"}, "IntegrationSubtype": "SQS-SendMessage",
                             "PayloadFormatVersion": "1.0", "CredentialsArn": {"Ref": "Caller"}}),
        of_document(operation(**{"x-amazon-apigateway-integration": {
            "type": "aws_proxy", "integrationSubtype": "SQS-SendMessage", "payloadFormatVersion": "1.0",
            "credentials": {"Ref": "Caller"}}}))),
    "tokens and scopes": (
        of_resources(Users=USERS, GetOrders={
            "AuthorizationType": "JWT", "AuthorizerId": AUTHORIZER, "AuthorizationScopes": ["a", "b"]}),
        of_document(operation(security=[{"users": ["b", "a"]}]), {"users": TOKENS})),
    "an authorizing function": (
        of_resources(Users=FUNCTION, GetOrders={"AuthorizationType": "CUSTOM", "AuthorizerId": AUTHORIZER}),
        of_document(operation(security=[{"keys": []}]), {"keys": BY_FUNCTION})),
    "a signature": (
        of_resources(GetOrders={"AuthorizationType": "AWS_IAM"}),
        of_document(operation(security=[{"iam": []}]), {"iam": SIGNED})),
    "a signature of one operation": (
        of_resources(GetOrders={"AuthorizationType": "AWS_IAM"}),
        of_document(operation(**{"x-amazon-apigateway-auth": {"type": "AWS_IAM"}}))),
    "cross-origin requests": (
        of_resources(HttpApi={"CorsConfiguration": CORS}),
        of_document(**{"x-amazon-apigateway-cors": {
            "allowOrigins": ["https://a.example.com"], "maxAge": 60, "allowCredentials": True}})),
    "tags": (
        of_resources(HttpApi={"Tags": {"team": "shop"}}),
        of_document(tags=[{"name": "team", "x-amazon-apigateway-tag-value": "shop"}, {"name": "only for readers"}])),
    "the endpoint": (
        of_resources(HttpApi={"DisableExecuteApiEndpoint": True, "IpAddressType": "dualstack"}),
        of_document(servers=[{"url": "/", "x-amazon-apigateway-endpoint-configuration": {
            "disableExecuteApiEndpoint": True, "ipAddressType": "dualstack"}}])),
    "what is for readers": (
        of_resources(HttpApi={"Description": "Sells"}),
        of_document(operation(summary="s", description="d", tags=["t"], parameters=[], requestBody={}, deprecated=True),
                    info={"title": "shop", "version": "7", "description": "Sells", "contact": {}},
                    externalDocs={}, **{"x-amazon-apigateway-importexport-version": "1.0"})),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_a_document_says_what_resources_say(name: str) -> None:
    assert refused(*SAME[name]) == []


OTHER: dict[str, tuple[Body, Body, list[str]]] = {
    "a method": (
        of_resources(), of_document(paths={"/orders": {"put": operation()}}),
        ["route GET /orders: in resources, not in document", "route PUT /orders: in document, not in resources"]),
    "a default route that is none": (
        of_resources(GetOrders={"RouteKey": "$default"}),
        of_document(paths={"/$default": {"x-amazon-apigateway-any-method": {**operation(), "isDefaultRoute": False}}}),
        ["route $default: Body.isDefaultRoute: nothing in resources, false in document"]),
    "an open route": (
        of_resources(Users=USERS, GetOrders={"AuthorizationType": "JWT", "AuthorizerId": AUTHORIZER}),
        of_document(schemes={"users": TOKENS}),
        ["route GET /orders: authorizer: users in resources, nothing in document",
         "route GET /orders: authorization type: JWT in resources, NONE in document"]),
    "one scheme or the other": (
        of_resources(Users=USERS, GetOrders={"AuthorizationType": "JWT", "AuthorizerId": AUTHORIZER}),
        of_document(operation(security=[{"users": []}, {}]), {"users": TOKENS}),
        ["route GET /orders: authorizer: users in resources, nothing in document",
         "route GET /orders: authorization type: JWT in resources, nothing in document",
         'route GET /orders: Body.security: nothing in resources, [{"users": []}, {}] in document']),
    "a scheme that API Gateway does not know": (
        of_resources(GetOrders={"AuthorizationType": "AWS_IAM"}),
        of_document(operation(security=[{"iam": []}]), {"iam": {"type": "apiKey"}}),
        ["route GET /orders: authorization type: AWS_IAM in resources, \"scheme iam\" in document",
         "route GET /orders: authorizer: nothing in resources, iam in document"]),
    "a function in another region": (
        of_resources(), of_document(operation(**{"x-amazon-apigateway-integration": {
            **INTEGRATION, "uri": {"Fn::Sub": URI.replace("${AWS::Region}", "eu-west-1")}}})),
        ["route GET /orders: backend: !GetAtt OrdersFunction.Arn in resources, "
         f"!Sub \"{URI.replace('${AWS::Region}', 'eu-west-1')}\" in document"]),
    "an integration that is not there": (
        of_resources(), of_document(operation(**{"x-amazon-apigateway-integration": {"$ref": "#/nowhere"}})),
        ["route GET /orders: integration IntegrationType: AWS_PROXY in resources, nothing in document",
         "route GET /orders: integration PayloadFormatVersion: 2.0 in resources, nothing in document",
         "route GET /orders: backend: !GetAtt OrdersFunction.Arn in resources, nothing in document",
         'route GET /orders: integration "$ref": nothing in resources, "#/nowhere" in document']),
    "an extension that is not known here": (
        of_resources(), of_document(**{"x-amazon-apigateway-policy": {"a": 1}}),
        ['API HttpApi: Body.x-amazon-apigateway-policy: nothing in resources, {"a": 1} in document']),
    "one that is not known of an operation": (
        of_resources(), of_document(operation(**{"x-amazon-apigateway-request-validator": "all"})),
        ["route GET /orders: Body.x-amazon-apigateway-request-validator: nothing in resources, all in document"]),
    "an authorizer that no route names": (
        of_resources(Users=USERS), of_document(), ["authorizer users: in resources, not in document"]),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER)
def test_a_document_that_says_something_else_is_told(name: str) -> None:
    one, other, lines = OTHER[name]

    assert sorted(refused(one, other)) == sorted(lines)


@pytest.mark.parametrize("name", NAMES)
def test_the_document_of_a_spec_says_what_its_template_says(name: str) -> None:
    body = template(name)

    assert refused(body, importing(body, document(body), "HttpApi")) == []


def test_what_is_in_the_api_is_not_beside_it_as_well() -> None:
    body = template("throttling")
    found = importing(body, {"openapi": "3.0.1"}, "HttpApi")["Resources"]

    assert {each["Type"].rpartition("::")[2] for each in found.values()} == {
        "Api", "Function", "LogGroup", "Permission", "Role", "Stage",
    }  # fmt: skip
    assert found["HttpApi"]["Properties"] == {"Body": {"openapi": "3.0.1"}}
    assert "DependsOn" in body["Resources"]["Stage"]
    assert "DependsOn" not in found["Stage"]


def test_a_name_that_only_the_deployment_knows_stays_a_property() -> None:
    name = {"Fn::Sub": "${AWS::StackName}-shop"}
    body = of_resources(HttpApi={"Name": name, "FailOnWarnings": True, "Description": "Sells"})

    found = importing(body, {}, "HttpApi")["Resources"]["HttpApi"]["Properties"]

    assert found == {"Name": name, "FailOnWarnings": True, "Body": {}}


# What is for readers, and the forms of schemes, of which API Gateway knows its own extensions alone.
_READ_BY_PEOPLE = {"description", "openapi", "parameters", "responses", "url", "variables"}


def _is_for_people(place: Place) -> bool:
    of_scheme = "securitySchemes" in place and "x-amazon-apigateway-authorizer" not in place
    return of_scheme or bool(_READ_BY_PEOPLE.intersection(map(str, place)))


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "name", ["authorizers-jwt", "authorizers-lambda", "cors-preflight", "parameter-mapping", "shop"]
)
def test_no_change_of_a_value_of_a_document_goes_unseen(name: str) -> None:
    body = template(name)
    written = document(body)

    unseen = [
        place
        for place, value in leaves(written)
        if not refused(body, importing(body, changed(written, place, f"{value}x"), "HttpApi"))
    ]

    assert [place for place in unseen if not _is_for_people(place)] == []


@pytest.mark.exhaustive
def test_a_malformed_document_is_compared_as_it_stands() -> None:
    body = template("authorizers-jwt")
    written = document(body)

    for place in places(written):
        for value in MALFORMED:
            found = differences(body, importing(body, changed(written, place, value), "HttpApi"))
            assert found != []  # above all, it is no error


# One change in the document of `shop`, and all that the comparison says.
ROUTE: Place = ("paths", "/orders", "post")
CHANGES: dict[Place, tuple[Any, list[str]]] = {
    ("info", "title"): ("store", ["API HttpApi: Name: shop in resources, store in document"]),
    ("x-amazon-apigateway-cors", "maxAge"): (
        1, ["API HttpApi: CorsConfiguration.MaxAge: 600 in resources, 1 in document"]),
    (*ROUTE, "security"): (
        [{"staff": ["orders:write"]}],
        ["route POST /orders: authorizer: customers in resources, staff in document"]),
    (*ROUTE, "security", 0, "customers"): (
        [], ["route POST /orders: scopes: orders:write in resources, nothing in document"]),
    (*ROUTE, "x-amazon-apigateway-integration", "$ref"): (
        "#/components/x-amazon-apigateway-integrations/FrontIntegration",
        ["route POST /orders: backend: !Ref OrdersFunctionAliaslive in resources, "
         "!GetAtt FrontFunction.Arn in document"]),
    ("paths", "/jobs"): (ABSENT, ["route POST /jobs: in resources, not in document",
                                  "integration PostJobsRouteIntegration: in document, not in resources"]),
    ("components", "securitySchemes", "partners", "x-amazon-apigateway-authorizer", "authorizerResultTtlInSeconds"): (
        0, ["authorizer partners: AuthorizerResultTtlInSeconds: 300 in resources, 0 in document"]),
    ("components", "x-amazon-apigateway-integrations", "PostJobsRouteIntegration", "credentials"): (
        ABSENT, ["route POST /jobs: integration CredentialsArn: !GetAtt PostJobsRouteRole.Arn in resources, "
                 "nothing in document"]),
}  # fmt: skip


@pytest.mark.parametrize("place", CHANGES)
def test_a_change_of_a_document_is_told_and_nothing_else(place: Place) -> None:
    value, lines = CHANGES[place]
    body = template("shop")

    assert refused(body, importing(body, changed(document(body), place, value), "HttpApi")) == lines


# By the kind of difference: one that is accepted, then some that are nearly of this kind.
ACCEPTED: dict[str, list[tuple[Body, Body]]] = {
    "conditions within the API": [
        (changed(of_resources(), ("Resources", "GetOrders", "Condition"), "IsLarge"), of_document()),
        (changed(of_resources(), ("Resources", "HttpApi", "Condition"), "IsLarge"), of_document()),
    ],
    "descriptions of integrations": [
        (of_resources(Orders={"Description": "Sells"}), of_document()),
        (of_resources(), of_document(operation(**{"x-amazon-apigateway-integration": {
            **INTEGRATION, "description": "Sells"}}))),
        (of_resources(HttpApi={"Description": "Sells"}), of_document()),
    ],
    "the version 1.0": [
        (of_resources(HttpApi={"Version": {"Ref": "AWS::NoValue"}}),
         of_document(info={"title": "shop", "version": "1.0"})),
        (of_resources(), of_document(info={"title": "shop", "version": "1.0"})),
        (of_resources(HttpApi={"Version": {"Ref": "AWS::NoValue"}}), of_document()),
    ],
    "names of operations": [
        (of_resources(GetOrders={"OperationName": {"Ref": "Name"}}), of_document(operation(operationId="GetOrders"))),
        (of_resources(GetOrders={"OperationName": {"Ref": "Name"}}), of_document()),
        (of_resources(), of_document(operation(operationId="GetOrders"))),
        (of_resources(), of_document({k: v for k, v in operation().items() if k != "operationId"})),
    ],
    "scopes that only the deployment knows": [
        (of_resources(Users=USERS, GetOrders={"AuthorizationType": "JWT", "AuthorizerId": AUTHORIZER,
                                              "AuthorizationScopes": [{"Ref": "Scope"}]}),
         of_document(operation(security=[{"users": ["{Scope}"]}]), {"users": TOKENS})),
        (of_resources(Users=USERS, GetOrders={"AuthorizationType": "JWT", "AuthorizerId": AUTHORIZER,
                                              "AuthorizationScopes": [{"Ref": "Scope"}]}),
         of_document(operation(security=[{"users": ["all"]}]), {"users": TOKENS})),
        (of_resources(Users=USERS, GetOrders={"AuthorizationType": "JWT", "AuthorizerId": AUTHORIZER,
                                              "AuthorizationScopes": ["all"]}),
         of_document(operation(security=[{"users": ["{Scope}"]}]), {"users": TOKENS})),
        (of_resources(Users=USERS, GetOrders={"AuthorizationType": "JWT", "AuthorizerId": AUTHORIZER,
                                              "AuthorizationScopes": [{"Ref": "Scope"}]}),
         of_document(operation(security=[{"users": []}]), {"users": TOKENS})),
    ],
}  # fmt: skip
_ALWAYS = ("logical IDs within the API", "waiting for what is within the API")


def test_every_kind_is_tried() -> None:
    assert [*_ALWAYS, *ACCEPTED] == [kind.what for kind in OF_OPENAPI]


@pytest.mark.parametrize("what", ACCEPTED)
def test_a_difference_of_this_kind_is_accepted(what: str) -> None:
    one, other = ACCEPTED[what][0]

    found = judged(differences(one, other), System(one), System(other), OF_OPENAPI)

    assert found.refused == []
    assert {kind.what for _, kind in found.accepted} - {*_ALWAYS} == {what}


@pytest.mark.parametrize(("one", "other"), [pair for pairs in ACCEPTED.values() for pair in pairs[1:]])
def test_a_difference_that_is_nearly_of_a_kind_is_not_accepted(one: Body, other: Body) -> None:
    assert refused(one, other) != []


def test_who_waits_for_a_route_may_wait_for_the_api_but_for_nothing_less() -> None:
    stage = {"Type": "AWS::ApiGatewayV2::Stage", "Properties": _API}
    one, other = of_resources(), of_document()
    one["Resources"] |= {"Jobs": {"Type": "AWS::SQS::Queue"}, "Stage": {**stage, "DependsOn": ["GetOrders"]}}
    other["Resources"] |= {"Jobs": {"Type": "AWS::SQS::Queue"}, "Stage": stage}

    assert told(one, other) != []
    assert refused(one, other) == []
    assert refused(changed(one, ("Resources", "Stage", "DependsOn"), ["Jobs"]), other) == [
        "stage Stage: waits for: Jobs in resources, nothing in document"
    ]
