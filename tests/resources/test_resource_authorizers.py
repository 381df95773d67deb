from typing import Any

import pytest

from generator.resources import api, authorizers
from tests.support import Project, by_id

URI = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/%s/invocations"


def built(project: Project, authorizer: str) -> dict[str, Any]:
    """Return the properties of the only authorizer, without those that all have."""
    spec = project.spec(
        "functions: {hello: lambda_code/hello}\nstage: {variables: {color: blue}}\n"
        f"authorizers: {{the-gate: {authorizer}}}\ndefault_authorizer: the-gate\nroutes: {{GET /: hello}}"
    )
    properties: dict[str, Any] = by_id(authorizers.build(spec))["TheGateAuthorizer"]["Properties"]
    assert (properties.pop("ApiId"), properties.pop("Name")) == ({"Ref": "HttpApi"}, "the-gate")
    return properties


def test_tokens_are_looked_for_in_the_authorization_header(project: Project) -> None:
    assert built(project, "{jwt: {issuer: 'https://a.example.com', audience: [web, !Ref Client]}}") == {
        "AuthorizerType": "JWT",
        "IdentitySource": ["$request.header.Authorization"],
        "JwtConfiguration": {"Issuer": "https://a.example.com", "Audience": ["web", {"Ref": "Client"}]},
    }


def test_a_token_can_stand_elsewhere(project: Project) -> None:
    gate = "{google: {audience: [web]}, identity_source: $request.querystring.token}"

    assert built(project, gate)["IdentitySource"] == ["$request.querystring.token"]


def test_a_list_of_audiences_can_be_a_parameter(project: Project) -> None:
    assert built(project, "{google: {audience: !Ref Clients}}")["JwtConfiguration"]["Audience"] == {"Ref": "Clients"}


GUID = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490"


@pytest.mark.parametrize(
    ("preset", "issuer"),
    [
        ("jwt: {issuer: !Ref Issuer, ", {"Ref": "Issuer"}),
        ("cognito: {user_pool: eu-west-1_aB, ", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aB"),
        ("cognito: {user_pool: eu-west-1_aB, issuer_configuration: UPDATED, ",
         "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aB"),
        ("cognito: {user_pool: !Ref Users, ",
         {"Fn::Sub": "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Users}"}),
        ("cognito: {user_pool: !Ref Users, issuer_configuration: UPDATED, ",
         {"Fn::Sub": "https://issuer-cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Users}"}),
        ("cognito: {user_pool: !GetAtt Nested.Outputs.Pool, ",
         {"Fn::Sub": "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Nested.Outputs.Pool}"}),
        ("cognito: {user_pool: !ImportValue pool, ",
         {"Fn::Sub": ["https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Pool}",
                      {"Pool": {"Fn::ImportValue": "pool"}}]}),
        ("auth0: {domain: shop.eu.auth0.com, ", "https://shop.eu.auth0.com/"),
        ("auth0: {domain: !Ref Tenant, ", {"Fn::Sub": "https://${Tenant}/"}),
        ("okta: {domain: shop.okta.com, ", "https://shop.okta.com/oauth2/default"),
        ("okta: {domain: shop.okta.com, authorization_server: aus1, ", "https://shop.okta.com/oauth2/aus1"),
        ("okta: {domain: !Ref Host, authorization_server: !Ref Server, ",
         {"Fn::Sub": "https://${Host}/oauth2/${Server}"}),
        (f"entra_id: {{tenant: {GUID}, ", f"https://login.microsoftonline.com/{GUID}/v2.0"),
        (f"entra_id: {{tenant: {GUID}, version: v1.0, ", f"https://sts.windows.net/{GUID}/"),
        ("entra_id: {tenant: !Ref Directory, ", {"Fn::Sub": "https://login.microsoftonline.com/${Directory}/v2.0"}),
        ("google: {", "https://accounts.google.com"),
    ],
)  # fmt: skip
def test_an_issuer_is_as_its_tokens_have_it(project: Project, preset: str, issuer: object) -> None:
    properties = built(project, f"{{{preset}audience: [web]}}}}")

    assert properties["JwtConfiguration"] == {"Issuer": issuer, "Audience": ["web"]}


def test_a_function_says_how_it_answers_and_how_long_that_counts(project: Project) -> None:
    assert built(project, "{function: hello}") == {
        "AuthorizerType": "REQUEST",
        "AuthorizerUri": {"Fn::Sub": URI % "${HelloFunction.Arn}"},
        "AuthorizerPayloadFormatVersion": "2.0",
        "EnableSimpleResponses": True,
        "AuthorizerResultTtlInSeconds": 0,
    }


def test_a_function_can_answer_with_policies_that_are_kept(project: Project) -> None:
    gate = (
        "{function: hello, enable_simple_responses: false, result_ttl_in_seconds: !Ref Ttl, "
        "identity_source: [$request.header.a, $stageVariables.color]}"
    )

    assert built(project, gate) == {
        "AuthorizerType": "REQUEST",
        "AuthorizerUri": {"Fn::Sub": URI % "${HelloFunction.Arn}"},
        "AuthorizerPayloadFormatVersion": "2.0",
        "EnableSimpleResponses": False,
        "IdentitySource": ["$request.header.a", "$stageVariables.color"],
        "AuthorizerResultTtlInSeconds": {"Ref": "Ttl"},
    }


def test_the_older_payload_knows_no_simple_responses(project: Project) -> None:
    properties = built(project, "{function: hello, payload_format_version: '1.0'}")

    assert properties["AuthorizerPayloadFormatVersion"] == "1.0"
    assert "EnableSimpleResponses" not in properties


@pytest.mark.parametrize(
    ("arn", "uri"),
    [
        ("!Ref GateAlias", {"Fn::Sub": URI % "${GateAlias}"}),
        ("!ImportValue gate", {"Fn::Sub": [URI % "${Function}", {"Function": {"Fn::ImportValue": "gate"}}]}),
        ("arn:aws-cn:lambda:cn-north-1:123456789012:function:gate",
         "arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/"
         "arn:aws-cn:lambda:cn-north-1:123456789012:function:gate/invocations"),
    ],
)  # fmt: skip
def test_a_function_can_stand_elsewhere(project: Project, arn: str, uri: object) -> None:
    role = "arn:aws:iam::123456789012:role/gate"

    properties = built(project, f"{{function_arn: {arn}, credentials_arn: '{role}'}}")

    assert (properties["AuthorizerUri"], properties["AuthorizerCredentialsArn"]) == (uri, role)


ORIGINS = "functions: {hello: lambda_code/hello}\nroutes: {PUT /: hello}\ncors: {allow_origins: "


def cors_of(project: Project, text: str) -> Any:
    return by_id(api.build(project.spec(text)))["HttpApi"]["Properties"].get("CorsConfiguration")


def test_cors_has_what_pages_need_unless_the_spec_says_it(project: Project) -> None:
    assert cors_of(project, ORIGINS + "[https://a.example.com]}") == {
        "AllowOrigins": ["https://a.example.com"],
        "AllowMethods": ["PUT"],
        "AllowHeaders": ["content-type"],
    }


def test_cors_is_as_it_is_said(project: Project) -> None:
    more = (
        "!Ref Origins, allow_methods: ['*'], allow_headers: [authorization, !Ref Header], expose_headers: [date], "
        "max_age: -1, allow_credentials: false}"
    )

    assert cors_of(project, ORIGINS + more) == {
        "AllowOrigins": {"Ref": "Origins"},
        "AllowMethods": ["*"],
        "AllowHeaders": ["authorization", {"Ref": "Header"}],
        "ExposeHeaders": ["date"],
        "MaxAge": -1,
        "AllowCredentials": False,
    }


def test_without_cors_there_is_none(project: Project) -> None:
    assert cors_of(project, "functions: {hello: lambda_code/hello}") is None
