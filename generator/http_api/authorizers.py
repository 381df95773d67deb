"""Authorizers of HTTP APIs: where the token stands, who issued it, and how issuers of well-known providers look.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
"""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

from generator.http_api import domains
from generator.http_api.function_arns import is_function_arn
from generator.http_api.integrations import INVOCATION

CognitoIssuer = Literal["ORIGINAL", "UPDATED"]
EntraVersion = Literal["v1.0", "v2.0"]
PayloadFormat = Literal["1.0", "2.0"]
"""What a Lambda authorizer is called with; the values are said of CreateAuthorizer.

https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
"""

# IntegerWithLengthBetween0And3600 of botocore's apigatewayv2; 0 forbids caching.
# https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
LAMBDA_TTL: Final = (0, 3600)  # seconds

# The format in which a function may answer {"isAuthorized": true}.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format-response
SIMPLE_FORMAT: Final[PayloadFormat] = "2.0"

# A source of a Lambda authorizer's cache key: with it, what is cached for one route does not count on another.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.caching
ROUTE_KEY_SOURCE: Final = "$context.routeKey"

# What a signature of version 4 puts into headers, `host` aside, which browsers send anyway.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
SIGNATURE_HEADERS: Final = ("authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token")

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
AUDIENCES: Final = 50  # of an authorizer

# UriWithLengthBetween1And2048 of botocore's apigatewayv2
ISSUER: Final = 2_048  # characters
URI: Final = 2_048  # characters

# "Supported only for REQUEST authorizers", or for HTTP API Lambda authorizers, and "Required for the JWT
# authorizer type", says https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
SETTINGS_OF: Final = {
    "REQUEST": (
        "AuthorizerCredentialsArn", "AuthorizerPayloadFormatVersion", "AuthorizerResultTtlInSeconds", "AuthorizerUri",
        "EnableSimpleResponses",
    ),
    "JWT": ("JwtConfiguration",),
}  # fmt: skip
"""By the types of authorizers that HTTP APIs have, the properties that are for this type only."""

# StringWithLengthBetween1And128 of botocore's apigatewayv2
NAME: Final = 128  # characters

# UserPoolIdType of botocore's cognito-idp
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html
POOL_ID: Final = 55  # characters

_ISSUER = re.compile(
    r"(https://[A-Za-z0-9._-]+|http://(127\.0\.0\.1|localhost))(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?"
)
_HEADER_PREFIX = "$request.header."
_VARIABLE_PREFIX = "$stageVariables."
_HEADER_SOURCE = r"\$request\.header\.[A-Za-z0-9!#$%&'*+.^_`|~-]+"
_QUERY_SOURCE = r"\$request\.querystring\.[^\s,]+"
_JWT_SOURCE = re.compile(f"{_HEADER_SOURCE}|{_QUERY_SOURCE}")
_REQUEST_SOURCE = re.compile(
    rf"{_HEADER_SOURCE}|{_QUERY_SOURCE}|\$context\.[A-Za-z][A-Za-z0-9_.]*|\$stageVariables\.[A-Za-z0-9_]+"
)
_AUTHORIZATION_SERVER = re.compile(r"[A-Za-z0-9_-]+")
_POOL_ID = re.compile(r"(?P<region>[a-z]{2}(-[a-z]+)+-[0-9]+)_[0-9A-Za-z]+")
_TENANT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def issuer_problem(url: str) -> str | None:
    """Say what is wrong with the issuer of tokens.

    It is the `iss` of the tokens to the letter, with or without a last slash
    (aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock#97); API Gateway adds
    `/.well-known/openid-configuration` itself, and refuses the authorizer unless it finds a document there. An issuer
    has no query and no fragment (https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata).

    Plain http passes on loopback only: emulators need it, and nobody deploys it by mistake, because AWS cannot reach
    it and so refuses it.
    """
    if "/.well-known" in url:
        return "must be the issuer itself, as tokens have it in iss: leave out /.well-known and what follows"
    if "?" in url or "#" in url:
        return "must have neither a query (?) nor a fragment (#)"
    if url.startswith("http://") and not _ISSUER.fullmatch(url):
        return "must begin with https://; plain http is only for http://localhost and http://127.0.0.1"
    if not _ISSUER.fullmatch(url):
        return "must be a URL with https, as tokens have it in iss: write https://auth.example.com"
    if len(url) > ISSUER:
        return f"must have at most {ISSUER} characters"
    return None


def jwt_source_problem(text: str) -> str | None:
    """Say what is wrong with the place of a JSON Web Token: one header or one parameter of the query.

    https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
    """
    if _JWT_SOURCE.fullmatch(text):
        return None
    return "must be $request.header.NAME or $request.querystring.NAME: write $request.header.Authorization"


def request_source_problem(text: str) -> str | None:
    """Say what is wrong with an identity source of a Lambda authorizer.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.identity-sources
    """
    if _REQUEST_SOURCE.fullmatch(text):
        return None
    return (
        "must be $request.header.NAME, $request.querystring.NAME, $context.NAME or $stageVariables.NAME: "
        "write $request.header.Authorization"
    )


def uri_problem(text: str) -> str | None:
    """Say what is wrong with the URI of a Lambda authorizer.

    API Gateway answers `Authorizer URI should be a valid API Gateway ARN that represents a Lambda function
    invocation` (aws/aws-cdk#8098). An integration takes the function's own ARN, too, an authorizer does not.
    https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
    """
    if len(text) > URI:
        return f"must have at most {URI:,} characters"
    invocation = re.fullmatch(INVOCATION, text)
    if invocation and is_function_arn(invocation[1]):
        return None
    if is_function_arn(text):
        return "is the ARN of the function itself, which only integrations take"
    return "is not the URI that calls a function"


def ttl_problem(seconds: float) -> str | None:
    """Say what is wrong with how long answers of a Lambda authorizer are kept.

    API Gateway answers `TTL must be between 0 and 3600 seconds` (badmintoncryer/cdk-preflight,
    pf-apigwv2-authorizer-ttl-range).
    """
    least, most = LAMBDA_TTL
    if least <= seconds <= most and seconds == int(seconds):
        return None
    return f"must be a whole number of seconds from {least} to {most:,}, an hour"


def type_problem(text: str) -> str | None:
    """Say what is wrong with the type of an authorizer; REST APIs have others."""
    if text in SETTINGS_OF:
        return None
    meant = {"COGNITO_USER_POOLS": "JWT", "TOKEN": "REQUEST", "CUSTOM": "REQUEST"}.get(text.upper(), text.upper())
    return f"must be {' or '.join(SETTINGS_OF)}" + (f": write {meant}" if meant in SETTINGS_OF else "")


def payload_format_problem(text: str) -> str | None:
    known = get_args(PayloadFormat)
    return None if text in known else f"must be {' or '.join(known)}"


def header_of(source: str) -> str | None:
    """Return the header that an identity source names, in lower case: names of headers have no case."""
    return source.removeprefix(_HEADER_PREFIX).lower() if source.startswith(_HEADER_PREFIX) else None


def stage_variable_of(source: str) -> str | None:
    """Return the stage variable that an identity source names."""
    return source.removeprefix(_VARIABLE_PREFIX) if source.startswith(_VARIABLE_PREFIX) else None


def cognito_issuer(
    region: str, pool_id: str, suffix: str = "amazonaws.com", configuration: CognitoIssuer = "ORIGINAL"
) -> str:
    """Return the issuer of a user pool; its `IssuerConfiguration` says which of two it is.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
    """
    host = "cognito-idp" if configuration == "ORIGINAL" else "issuer-cognito-idp"
    return f"https://{host}.{region}.{suffix}/{pool_id}"


def cognito_region(pool_id: str) -> str | None:
    """Return the region that a pool's ID begins with, or None if it is not the ID of a pool."""
    match = _POOL_ID.fullmatch(pool_id)
    return match["region"] if match and len(pool_id) <= POOL_ID else None


def pool_id_problem(text: str) -> str | None:
    if cognito_region(text) is None:
        return "must be the ID of a user pool, its region first: write eu-central-1_AbCdEfGhI"
    return None


def auth0_issuer(domain: str) -> str:
    """Return the issuer of an Auth0 tenant or of its custom domain, with the last slash that its tokens have.

    aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock#97, spring-projects/spring-boot#15324
    """
    return f"https://{domain}/"


# https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
_LOGIN_PAGES: Final = re.compile(r"https://[a-z0-9-]+\.auth\.[a-z0-9-]+\.amazoncognito\.com(?:/.*)?")
_OF_COGNITO: Final = re.compile(
    r"https://(?:issuer-)?cognito-idp\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?(?P<path>.*)"
)
_OF_AUTH0: Final = re.compile(r"https://[a-z0-9.-]+\.auth0\.com")


def misspelt_issuer(url: str, *, is_sample: bool = False) -> str | None:
    """Say why no token of Cognito or Auth0 has this issuer; None if one may, or if it is somebody else's.

    A sample is of the right form, but its region need not be the one that there will be.
    https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
    """
    if problem := login_page_problem(url):
        return problem
    if cognito := _OF_COGNITO.fullmatch(url):
        return _misspelt_pool(cognito["region"], cognito["path"], any_region=is_sample)
    return f"lacks the slash at its end that tokens of Auth0 have: write {url}/" if _OF_AUTH0.fullmatch(url) else None


def login_page_problem(url: str) -> str | None:
    """Say what is wrong if it is the domain of a user pool's login pages."""
    if _LOGIN_PAGES.fullmatch(url) is None:
        return None
    issuer = "https://cognito-idp.${AWS::Region}.amazonaws.com/${UserPool}"
    return f"is the domain of Cognito's login pages, and tokens have the user pool's address: write !Sub {issuer}"


def _misspelt_pool(region: str, path: str, *, any_region: bool) -> str | None:
    pool = path.removeprefix("/")
    found = cognito_region(pool.rstrip("/"))
    if found is None:
        return f"needs the ID of the user pool after the host: write /{region}_AbCdEfGhI there"
    if pool.endswith("/"):
        return "must not end with /, as tokens of Cognito have no slash there: leave it out"
    if any_region or found == region:
        return None
    return f"is in {region}, but the user pool is in {found}: write the same region twice"


def okta_issuer(domain: str, authorization_server: str = "default") -> str:
    """Return the issuer of a custom authorization server, whose tokens are for one's own APIs.

    https://developer.okta.com/docs/concepts/auth-servers/
    """
    return f"https://{domain}/oauth2/{authorization_server}"


def authorization_server_problem(text: str) -> str | None:
    if not _AUTHORIZATION_SERVER.fullmatch(text):
        return "must be the ID of an authorization server: write default or aus9o8wn7hcgxpCq60h7"
    return None


def entra_id_issuer(tenant_id: str, version: EntraVersion = "v2.0") -> str:
    """Return the issuer of a Microsoft Entra tenant.

    The API that is called chooses the version of its tokens, whatever endpoint a client asks: v2.0 if the manifest of
    its registration has 2 as `accessTokenAcceptedVersion`, v1.0 by default if it is for work accounts only.
    https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats
    """
    if version == "v1.0":
        return f"https://sts.windows.net/{tenant_id}/"
    return f"https://login.microsoftonline.com/{tenant_id}/v2.0"


def google_issuer() -> str:
    """Return the issuer of Google's ID tokens: https://developers.google.com/identity/openid-connect/reference"""
    return "https://accounts.google.com"


def host_problem(text: str) -> str | None:
    """Say what is wrong with the bare host name of a provider."""
    if "/" in text or ":" in text:
        host = domains.host_in(text) or "tenant.eu.auth0.com"
        return f"must be a host name alone, without https://, a port or a slash: write {host}"
    if text != text.lower():
        return f"must be in lower case, as tokens have it in iss: write {text.lower()}"
    if not domains.is_host_name(text):
        return "must be a host name: write tenant.eu.auth0.com"
    return None


def tenant_problem(text: str) -> str | None:
    """Say what is wrong with the ID of a Microsoft Entra tenant.

    Tokens have the tenant's GUID in `iss`, whatever name was used to sign in, and API Gateway compares to the letter:
    with a domain, or `common` and the like, every token would be refused.
    https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference#payload-claims
    """
    if _TENANT.fullmatch(text):
        return None
    if _TENANT.fullmatch(text.lower()):
        return f"must be in lower case, as tokens have it in iss: write {text.lower()}"
    if text in ("common", "organizations", "consumers") or domains.is_host_name(text.lower()):
        return (
            "must be the ID of one tenant, because tokens have that in iss: look for the tenant ID in the overview "
            "of the tenant, and write it as 8eaef023-2b34-4da1-9baa-8bc8c9d6a490"
        )
    return "must be the ID of a tenant: write 8eaef023-2b34-4da1-9baa-8bc8c9d6a490"
