"""Security schemes, and what operations require."""

from __future__ import annotations

from typing import Any

import pytest

from generator.openapi import security
from generator.openapi.api import Api
from generator.openapi.routes import routes
from tests.openapi.bodies import Data, body, integration, of_function, route, tokens

BY_AUTHORIZER: Data = {"AuthorizationType": "JWT", "AuthorizerId": {"Ref": "Authorizer"}}


def api(authorizer: Data | None = None, *of_route: Data) -> Api:
    made = {"Integration": integration(), **({"Authorizer": authorizer} if authorizer else {})}
    return Api(body(made | {f"Get{number}Route": each for number, each in enumerate(of_route)}))


def schemes(made: Api) -> Any:
    return security.schemes(made, [*routes(made)])


def place(authorizer: Data) -> Any:
    scheme = schemes(api(authorizer))["partners"]
    return {name: value for name, value in scheme.items() if name in ("name", "in", "description")}


def required(made: Api) -> Any:
    return [security.requirement(each, security.names_of_schemes(made)) for each in routes(made)]


def test_tokens_are_a_scheme_in_the_form_of_api_gateways_exports() -> None:
    assert schemes(api(tokens())) == {
        "users": {
            "type": "oauth2",
            "description": "A JSON Web Token of https://login.example.com/, in the header Authorization",
            "flows": {},
            "x-amazon-apigateway-authorizer": {
                "type": "jwt",
                "jwtConfiguration": {"issuer": "https://login.example.com/", "audience": ["shop"]},
                "identitySource": "$request.header.Authorization",
            },
        }
    }


def test_an_issuer_that_only_the_deployment_knows_stands_as_a_function_and_in_words() -> None:
    issuer = {"Fn::Sub": "https://${Domain}/"}
    configuration = {"Issuer": issuer, "Audience": [{"Ref": "Client"}]}

    made = schemes(api(tokens(JwtConfiguration=configuration, IdentitySource=["$request.querystring.token"])))["users"]

    assert made["description"] == "A JSON Web Token of https://{Domain}/, in the query's token"
    assert made["x-amazon-apigateway-authorizer"]["jwtConfiguration"] == {
        "issuer": issuer,
        "audience": [{"Ref": "Client"}],
    }


def test_a_function_is_a_scheme_with_all_that_its_authorizer_says() -> None:
    authorizer = of_function(
        AuthorizerUri={"Fn::Sub": "arn:…/${GatekeeperFunction.Arn}/invocations"},
        AuthorizerCredentialsArn={"Ref": "Caller"},
        EnableSimpleResponses=True,
        IdentitySource=["$request.header.x-key", "$context.routeKey"],
        AuthorizerResultTtlInSeconds=300,
    )

    assert schemes(api(authorizer)) == {
        "partners": {
            "type": "apiKey",
            "name": "x-key",
            "in": "header",
            "x-amazon-apigateway-authorizer": {
                "type": "request",
                "authorizerUri": {"Fn::Sub": "arn:…/${GatekeeperFunction.Arn}/invocations"},
                "authorizerCredentials": {"Ref": "Caller"},
                "authorizerPayloadFormatVersion": "2.0",
                "enableSimpleResponses": True,
                "identitySource": "$request.header.x-key, $context.routeKey",
                "authorizerResultTtlInSeconds": 300,
            },
        }
    }


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["$request.querystring.key"], {"name": "key", "in": "query"}),
        (["$stageVariables.color"],
         {"name": "Unused", "in": "header", "description": "A function that looks at the request"}),
        (["$request.header.x-key", "$request.querystring.shop"],
         {"name": "Unused", "in": "header",
          "description": "A function that looks at the header x-key and the query's shop"}),
    ],
)  # fmt: skip
def test_a_client_is_told_where_to_put_what_a_function_looks_at(sources: list[str], expected: Data) -> None:
    assert place(of_function(IdentitySource=sources)) == expected


def test_sources_that_only_the_deployment_knows_are_joined_there() -> None:
    sources = ["$request.header.x-key", {"Ref": "Source"}]

    made = schemes(api(of_function(IdentitySource=sources)))["partners"]

    assert made["x-amazon-apigateway-authorizer"]["identitySource"] == {"Fn::Join": [", ", sources]}


def test_a_source_that_is_no_list_stays_as_it_is() -> None:
    made = schemes(api(tokens(IdentitySource="$request.header.Authorization")))["users"]

    assert made["x-amazon-apigateway-authorizer"]["identitySource"] == "$request.header.Authorization"


def test_iam_is_a_scheme_of_its_own_if_a_route_wants_it() -> None:
    assert schemes(api(None, route("GET /"))) == {}
    assert schemes(api(None, route("GET /", AuthorizationType="AWS_IAM"))) == {
        "AWS_IAM": {
            "type": "apiKey",
            "description": "A signature of version 4 for execute-api, by whoever IAM allows to call the route",
            "name": "Authorization",
            "in": "header",
            "x-amazon-apigateway-authtype": "awsSigv4",
        }
    }


@pytest.mark.parametrize("name", [{"Ref": "Name"}, "with a blank", "AWS_IAM"])
def test_an_authorizer_whose_name_cannot_be_a_schemes_is_named_by_its_logical_id(name: Any) -> None:
    made = api(tokens(Name=name), route("GET /", **BY_AUTHORIZER), route("GET /a", AuthorizationType="AWS_IAM"))

    assert [*schemes(made)] == ["Authorizer", "AWS_IAM"]
    assert required(made) == [[{"Authorizer": []}], [{"AWS_IAM": []}]]


def test_authorizers_of_one_name_are_each_named_by_their_logical_ids() -> None:
    made = Api(body({"One": tokens(), "Other": of_function(Name="users"), "Third": of_function()}))

    assert security.names_of_schemes(made) == {"One": "One", "Other": "Other", "Third": "partners"}


def test_an_operation_requires_its_authorizer_with_its_scopes_and_an_open_one_nothing() -> None:
    scoped = route("POST /", **BY_AUTHORIZER, AuthorizationScopes=["read", "write"])

    assert required(api(tokens(), scoped, route("GET /"))) == [[{"users": ["read", "write"]}], None]


@pytest.mark.parametrize("scopes", [[{"Ref": "Scope"}], {"Ref": "Scope"}])
def test_a_scope_that_only_the_deployment_knows_is_one_that_no_token_has(scopes: Any) -> None:

    made = required(api(tokens(), route("POST /", **BY_AUTHORIZER, AuthorizationScopes=scopes)))

    assert made == [[{"users": ["{Scope}"]}]]
