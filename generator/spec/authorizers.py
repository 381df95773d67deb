"""Authorizers: who may call a route. Tokens of well-known issuers, a function that decides, or IAM."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.http_api import authorizers
from generator.spec.base import Arn, Name, SpecModel, Value, valid
from generator.spec.integrations import FUNCTIONS, FunctionArn

Audience = Value[
    Annotated[list[Value[Annotated[str, Field(min_length=1)]]], Field(min_length=1, max_length=authorizers.AUDIENCES)]
]
Host = Value[Annotated[str, valid(authorizers.host_problem)]]


class Jwt(SpecModel):
    """Any issuer of OpenID Connect or OAuth 2.0.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
    """

    issuer: Value[Annotated[str, valid(authorizers.issuer_problem)]]
    audience: Audience


class Cognito(SpecModel):
    """A user pool, given by its ID or made in the raw section; the audience are its app clients.

    A pool's issuer follows from its `IssuerConfiguration`. AWS recommends `UPDATED` for every pool, and keeps
    `ORIGINAL` as the default, because with the other one all tokens are of another issuer.
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
    """

    user_pool: Value[Annotated[str, valid(authorizers.pool_id_problem)]]
    issuer_configuration: authorizers.CognitoIssuer = "ORIGINAL"
    audience: Audience


class Auth0(SpecModel):
    """A tenant of Auth0, or its custom domain; the audience are the APIs' identifiers."""

    domain: Host
    audience: Audience


class Okta(SpecModel):
    """An authorization server of Okta."""

    domain: Host
    authorization_server: Value[Annotated[str, valid(authorizers.authorization_server_problem)]] = "default"
    audience: Audience


class EntraId(SpecModel):
    """A tenant of Microsoft Entra ID; the audience are application IDs, or their URIs."""

    tenant: Value[Annotated[str, valid(authorizers.tenant_problem)]]
    version: authorizers.EntraVersion = "v2.0"  # of the tokens
    audience: Audience


class Google(SpecModel):
    """Google's own ID tokens; the audience are OAuth client IDs."""

    audience: Audience


TOKENS = ("jwt", "cognito", "auth0", "okta", "entra_id", "google")
_OF_FUNCTIONS = ("result_ttl_in_seconds", "enable_simple_responses", "payload_format_version", "credentials_arn")
_BEARER = "$request.header.Authorization"


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Authorizer(SpecModel):
    """One way to tell who calls, and whether they may.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html
    """

    jwt: Jwt | None = None
    cognito: Cognito | None = None
    auth0: Auth0 | None = None
    okta: Okta | None = None
    entra_id: EntraId | None = None
    google: Google | None = None
    function: Name | None = None
    function_arn: FunctionArn | None = None
    identity_source: Annotated[list[str], Field(min_length=1), BeforeValidator(_as_list)] | None = None
    result_ttl_in_seconds: Value[Annotated[int, Field(ge=authorizers.LAMBDA_TTL[0], le=authorizers.LAMBDA_TTL[1])]] = 0
    enable_simple_responses: bool | None = None
    payload_format_version: authorizers.PayloadFormat = authorizers.SIMPLE_FORMAT
    credentials_arn: Arn | None = None

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        kind = self.the_one_of((*TOKENS, *FUNCTIONS))
        misplaced = [name for name in _OF_FUNCTIONS if name in self.model_fields_set]
        if kind in TOKENS and misplaced:
            raise ValueError(f"{misplaced[0]} is for authorizers with a function only: remove it")
        return self

    @property
    def kind(self) -> str:
        """The name of its field: `jwt`, `cognito`, `function`, …"""
        return next(name for name in (*TOKENS, *FUNCTIONS) if getattr(self, name) is not None)

    @property
    def is_jwt(self) -> bool:
        return self.kind in TOKENS

    @property
    def provider(self) -> Any:
        """What stands in its field."""
        return getattr(self, self.kind)

    @property
    def identity_sources(self) -> list[str]:
        """Where in a request its data stand: a token in the Authorization header, unless it says otherwise."""
        return self.identity_source or ([_BEARER] if self.is_jwt else [])

    @property
    def answers_simply(self) -> bool:
        """Whether its function answers `{"isAuthorized": true}`, as it does by default, or a policy."""
        if self.enable_simple_responses is None:
            return self.payload_format_version == authorizers.SIMPLE_FORMAT
        return self.enable_simple_responses
