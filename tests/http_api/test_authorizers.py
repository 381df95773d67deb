from collections.abc import Callable

import pytest

from generator.http_api import authorizers, quotas

_WELL_KNOWN = "must be the issuer itself, as tokens have it in iss: leave out /.well-known and what follows"
_QUERY = "must have neither a query (?) nor a fragment (#)"
_HTTP = "must begin with https://; plain http is only for http://localhost and http://127.0.0.1"
_URL = "must be a URL with https, as tokens have it in iss: write https://auth.example.com"
_JWT = "must be $request.header.NAME or $request.querystring.NAME: write $request.header.Authorization"
_REQUEST = (
    "must be $request.header.NAME, $request.querystring.NAME, $context.NAME or $stageVariables.NAME: "
    "write $request.header.Authorization"
)
_POOL = "must be the ID of a user pool, its region first: write eu-central-1_AbCdEfGhI"
_ALONE = "must be a host name alone, without https://, a port or a slash: write tenant.eu.auth0.com"
_HOST = "must be a host name: write tenant.eu.auth0.com"
_TENANT = "must be the ID of a tenant: write 8eaef023-2b34-4da1-9baa-8bc8c9d6a490"
_ONE_TENANT = (
    "must be the ID of one tenant, because tokens have that in iss: look for the tenant ID in the overview "
    "of the tenant, and write it as 8eaef023-2b34-4da1-9baa-8bc8c9d6a490"
)
_GUID = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490"
_ISSUERS = {
    "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC123": authorizers.cognito_issuer(
        "eu-central-1", "eu-central-1_AbC123"
    ),
    "https://tenant.eu.auth0.com/": authorizers.auth0_issuer("tenant.eu.auth0.com"),
    "https://dev-1.okta.com/oauth2/default": authorizers.okta_issuer("dev-1.okta.com"),
    "https://dev-1.okta.com/oauth2/aus1": authorizers.okta_issuer("dev-1.okta.com", "aus1"),
    f"https://login.microsoftonline.com/{_GUID}/v2.0": authorizers.entra_id_issuer(_GUID),
    f"https://sts.windows.net/{_GUID}/": authorizers.entra_id_issuer(_GUID, "v1.0"),
    "https://accounts.google.com": authorizers.google_issuer(),
}


@pytest.mark.parametrize(("expected", "issuer"), _ISSUERS.items())
def test_issuers_of_providers_are_as_their_tokens_have_them(expected: str, issuer: str) -> None:
    assert issuer == expected


@pytest.mark.parametrize(
    "url",
    [
        *_ISSUERS,
        "https://auth.example.com",
        "https://auth.example.com/",
        "https://auth.example.com:8443/realms/main",
        "https://auth.example.com/a%20b/~x",
        "http://127.0.0.1:4566/eu-central-1_AbC123",
        "http://localhost:9000",
        "http://localhost",
        "https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC123",
        "https://a/" + "x" * (2048 - 10),
    ],
)
def test_an_issuer_is_valid(url: str) -> None:
    assert authorizers.issuer_problem(url) is None


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", _URL),
        ("accounts.google.com", _URL),
        ("https://", _URL),
        ("https:///path", _URL),
        ("HTTPS://auth.example.com", _URL),
        ("ftp://auth.example.com", _URL),
        ("https://user:secret@auth.example.com", _URL),
        ("https://auth.example.com/a b", _URL),
        ("https://auth.example.com\n", _URL),
        (" https://auth.example.com", _URL),
        ("https://auth.example.com/é", _URL),
        ("https://auth.example.com:port", _URL),
        ("http://auth.example.com", _HTTP),
        ("http://localhost.example.com", _HTTP),
        ("http://127.0.0.1.example.com", _HTTP),
        ("http://localhost@example.com", _HTTP),
        ("https://auth.example.com/.well-known/openid-configuration", _WELL_KNOWN),
        ("https://auth.example.com/.well-known/jwks.json", _WELL_KNOWN),
        ("https://auth.example.com/.well-known", _WELL_KNOWN),
        ("https://auth.example.com?x=1", _QUERY),
        ("https://auth.example.com/#x", _QUERY),
        ("https://auth.example.com?", _QUERY),
        ("https://a/" + "x" * (2049 - 10), "must have at most 2048 characters"),
    ],
)
def test_another_issuer_is_refused(url: str, problem: str) -> None:
    assert authorizers.issuer_problem(url) == problem


@pytest.mark.parametrize("problem_of", [authorizers.jwt_source_problem, authorizers.request_source_problem])
@pytest.mark.parametrize(
    "text",
    [
        "$request.header.Authorization",
        "$request.header.x-api-token",
        "$request.querystring.token",
        "$request.querystring.access_token[]",
    ],
)
def test_headers_and_query_parameters_identify_a_caller(problem_of: Callable[[str], str | None], text: str) -> None:
    assert problem_of(text) is None


@pytest.mark.parametrize(
    "text", ["$context.routeKey", "$context.identity.sourceIp", "$context.http.method", "$stageVariables.tenant_1"]
)
def test_context_and_stage_variables_are_for_lambda_authorizers_only(text: str) -> None:
    assert authorizers.request_source_problem(text) is None
    assert authorizers.jwt_source_problem(text) == _JWT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Authorization",
        "request.header.Authorization",
        "route.request.header.Authorization",
        "method.request.header.Authorization",
        "$method.request.header.Authorization",
        "$request.header.",
        "$request.header",
        "$request.Header.Authorization",
        "$request.headers.Authorization",
        "$request.header.Authorization,$request.header.X",
        "$request.header.Authorization, $request.querystring.x",
        "$request.header.a b",
        "$request.header.a\n",
        "$request.querystring.",
        "$request.querystring.a b",
        "$request.body.token",
        "$request.path.id",
        "$request.cookie.token",
        "$context.",
        "$context.a b",
        "$stageVariables.",
        "$stageVariables.a-b",
        "${request.header.Authorization}",
    ],
)
def test_other_identity_sources_are_refused(text: str) -> None:
    assert authorizers.jwt_source_problem(text) == _JWT
    assert authorizers.request_source_problem(text) == _REQUEST


@pytest.mark.parametrize(
    ("pool_id", "region"),
    [
        ("eu-central-1_AbC123", "eu-central-1"),
        ("us-gov-west-1_x", "us-gov-west-1"),
        ("ap-southeast-10_" + "x" * 39, "ap-southeast-10"),
    ],
)
def test_the_id_of_a_pool_begins_with_its_region(pool_id: str, region: str) -> None:
    assert authorizers.cognito_region(pool_id) == region
    assert authorizers.pool_id_problem(pool_id) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "eu-central-1",
        "eu-central-1_",
        "_AbC123",
        "pool_AbC123",
        "eu-central_AbC123",
        "EU-CENTRAL-1_AbC123",
        "eu-central-1_Ab-C",
        "eu-central-1_Ab_C",
        "eu-central-1_AbC\n",
        "eu-central-1:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbC123",
        "ap-southeast-10_" + "x" * 40,
    ],
)
def test_what_is_no_id_of_a_pool_has_no_region(text: str) -> None:
    assert authorizers.cognito_region(text) is None
    assert authorizers.pool_id_problem(text) == _POOL


@pytest.mark.parametrize("text", ["tenant.eu.auth0.com", "dev-1.okta.com", "login.example.com"])
def test_a_host_is_a_bare_name(text: str) -> None:
    assert authorizers.host_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("https://tenant.eu.auth0.com", _ALONE),
        ("tenant.eu.auth0.com/", _ALONE),
        ("tenant.eu.auth0.com:443", _ALONE),
        ("Tenant.eu.auth0.com", "must be in lower case, as tokens have it in iss: write tenant.eu.auth0.com"),
        ("", _HOST),
        ("tenant", _HOST),
        ("*.auth0.com", _HOST),
        ("tenant.auth0.com.", _HOST),
        ("tenant auth0.com", _HOST),
    ],
)
def test_another_host_is_refused(text: str, problem: str) -> None:
    assert authorizers.host_problem(text) == problem


def test_a_tenant_is_known_by_its_id() -> None:
    assert authorizers.tenant_problem(_GUID) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", _TENANT),
        ("tenant", _TENANT),
        (_GUID[:-1], _TENANT),
        (f"{{{_GUID}}}", _TENANT),
        (f"{_GUID}\n", _TENANT),
        (_GUID.replace("-", ""), _TENANT),
        (_GUID.upper(), f"must be in lower case, as tokens have it in iss: write {_GUID}"),
        ("common", _ONE_TENANT),
        ("organizations", _ONE_TENANT),
        ("consumers", _ONE_TENANT),
        ("contoso.onmicrosoft.com", _ONE_TENANT),
        ("Contoso.com", _ONE_TENANT),
    ],
)
def test_a_tenant_that_tokens_do_not_name_is_refused(text: str, problem: str) -> None:
    assert authorizers.tenant_problem(text) == problem


def test_the_numbers_are_those_of_the_quotas() -> None:
    assert (authorizers.LAMBDA_TTL, authorizers.AUDIENCES, quotas.SCOPES) == ((0, 60 * 60), 50, 10)


def test_an_updated_pool_has_another_issuer() -> None:
    issuer = authorizers.cognito_issuer("eu-central-1", "eu-central-1_AbC123", configuration="UPDATED")

    assert issuer == "https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC123"


@pytest.mark.parametrize(
    ("source", "header", "variable"),
    [
        ("$request.header.X-Token", "x-token", None),
        ("$stageVariables.Color", None, "Color"),
        ("$request.querystring.token", None, None),
        ("$context.routeKey", None, None),
    ],
)
def test_a_source_names_a_header_or_a_stage_variable(source: str, header: str | None, variable: str | None) -> None:
    assert (authorizers.header_of(source), authorizers.stage_variable_of(source)) == (header, variable)


@pytest.mark.parametrize(("text", "valid"), [("default", True), ("aus9o8wn7h", True), ("a/b", False), ("", False)])
def test_an_authorization_server_has_an_id(text: str, valid: bool) -> None:
    assert (authorizers.authorization_server_problem(text) is None) == valid


FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:guard"
CALL = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{}/invocations"


@pytest.mark.parametrize("function", [FUNCTION, f"{FUNCTION}:live", FUNCTION.replace("aws", "aws-cn", 1)])
def test_the_uri_of_an_authorizer_calls_a_function(function: str) -> None:
    assert authorizers.uri_problem(CALL.format(function)) is None


@pytest.mark.parametrize("uri", ["", "guard", CALL.format("guard"), CALL.format(FUNCTION).removesuffix("/invocations")])
def test_what_does_not_call_a_function_is_no_uri_of_an_authorizer(uri: str) -> None:
    assert authorizers.uri_problem(uri) == "is not the URI that calls a function"


def test_the_arn_of_a_function_is_no_uri_of_an_authorizer_nor_is_a_long_text() -> None:
    assert authorizers.uri_problem(FUNCTION) == "is the ARN of the function itself, which only integrations take"
    assert authorizers.uri_problem(CALL.format(FUNCTION + "a" * 2_048)) == "must have at most 2,048 characters"


def test_answers_are_kept_for_an_hour_at_most() -> None:
    problem = "must be a whole number of seconds from 0 to 3,600, an hour"

    assert [authorizers.ttl_problem(seconds) for seconds in (0, 300, 3_600)] == [None, None, None]
    assert {authorizers.ttl_problem(seconds) for seconds in (-1, 3_601, 0.5, float("inf"))} == {problem}


def test_there_are_two_types_of_authorizers_and_two_formats() -> None:
    assert authorizers.type_problem("JWT") is None
    assert authorizers.type_problem("TOKEN") == "must be REQUEST or JWT: write REQUEST"
    assert authorizers.payload_format_problem("1.0") is None
    assert authorizers.payload_format_problem("2") == "must be 1.0 or 2.0"
