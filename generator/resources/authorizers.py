"""Authorizers: who may call the routes that name them.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html
"""

from collections.abc import Iterator
from typing import Any

from troposphere import AWSHelperFn, Ref
from troposphere.apigatewayv2 import Authorizer, JWTConfiguration

from generator import names
from generator.http_api import authorizers as known
from generator.resources.element import Element, function_arn, given, substituted, waits_for_permission
from generator.spec.api import ApiSpec
from generator.spec.authorizers import Authorizer as AuthorizerSpec
from generator.spec.authorizers import Cognito


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Authorizer per entry, in the order of the spec."""
    for name, authorizer in spec.authorizers.items():
        yield Authorizer(
            names.authorizer(name),
            **waits_for_permission(authorizer.function, spec),
            ApiId=Ref(names.API),
            Name=name,
            **(_of_tokens(authorizer) if authorizer.is_jwt else _of_function(authorizer, spec)),
        )


def _of_tokens(authorizer: AuthorizerSpec) -> dict[str, Any]:
    return {
        "AuthorizerType": "JWT",
        "IdentitySource": authorizer.identity_sources,
        "JwtConfiguration": JWTConfiguration(Issuer=_issuer(authorizer), Audience=authorizer.provider.audience),
    }


def _of_function(authorizer: AuthorizerSpec, spec: ApiSpec) -> dict[str, Any]:
    """Return what a Lambda authorizer has; how its answers look and how long they count is stated in any case."""
    return {
        "AuthorizerType": "REQUEST",
        "AuthorizerUri": _uri(authorizer, spec),
        **given(AuthorizerCredentialsArn=authorizer.credentials_arn),
        "AuthorizerPayloadFormatVersion": authorizer.payload_format_version,
        **({"EnableSimpleResponses": authorizer.answers_simply} if authorizer.payload_format_version == "2.0" else {}),
        **given(IdentitySource=authorizer.identity_sources or None),
        "AuthorizerResultTtlInSeconds": authorizer.result_ttl_in_seconds,
    }


def _issuer(authorizer: AuthorizerSpec) -> Any:
    """Return the issuer as its tokens have it, spelt out if all that it is made of is known."""
    provider = authorizer.provider
    match authorizer.kind:
        case "cognito":
            return _cognito_issuer(provider)
        case "auth0":
            return substituted(known.auth0_issuer("${Domain}"), Domain=provider.domain)
        case "okta":
            form = known.okta_issuer("${Domain}", "${AuthorizationServer}")
            return substituted(form, Domain=provider.domain, AuthorizationServer=provider.authorization_server)
        case "entra_id":
            return substituted(known.entra_id_issuer("${Tenant}", provider.version), Tenant=provider.tenant)
        case "google":
            return known.google_issuer()
    return provider.issuer


def _cognito_issuer(cognito: Cognito) -> Any:
    """Return the issuer of a pool: the region is that of the ID, or the stack's own if the ID is not known yet."""
    pool, configuration = cognito.user_pool, cognito.issuer_configuration
    region = None if isinstance(pool, AWSHelperFn) else known.cognito_region(pool)
    if region:
        return known.cognito_issuer(region, str(pool), configuration=configuration)
    return substituted(known.cognito_issuer("${AWS::Region}", "${Pool}", "${AWS::URLSuffix}", configuration), Pool=pool)


def _uri(authorizer: AuthorizerSpec, spec: ApiSpec) -> Any:
    """Return the URI by which API Gateway invokes a function, in the function's region; a bare ARN will not do.

    https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
    """
    partition, region = "${AWS::Partition}", "${AWS::Region}"
    arn = authorizer.function_arn
    if authorizer.function is not None:
        arn = function_arn(authorizer.function, spec)
    if isinstance(arn, str):
        _, partition, _, region, *_ = arn.split(":")
    uri = f"arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/${{Function}}/invocations"
    return substituted(uri, Function=arn)
