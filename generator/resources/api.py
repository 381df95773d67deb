"""The HTTP API itself.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
"""

from collections.abc import Iterator
from typing import Any

from troposphere import If, NoValue
from troposphere.apigatewayv2 import Api, Cors

from generator import names
from generator.http_api import quotas
from generator.resources.element import Element, Metadata, given
from generator.spec import addresses
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the Api, and before it what checks of the template read: the quotas that AWS has raised.

    Never with Body or Target: beside Route resources they make routes vanish on update
    (aws/serverless-application-model#1650).
    """
    if raised := spec.limits and spec.limits.model_dump(exclude_unset=True):
        yield Metadata(quotas.RAISED, {name.capitalize(): limit for name, limit in raised.items()})
    yield Api(
        names.API,
        Name=spec.name,
        **given(Description=spec.description),
        **given(Version=spec.version),
        ProtocolType="HTTP",
        **given(CorsConfiguration=_cors(spec)),
        **given(DisableExecuteApiEndpoint=_disabled(spec)),
        **given(IpAddressType=spec.ip_address_type, Tags=dict(spec.tags)),
    )


def _cors(spec: ApiSpec) -> Cors | None:
    """Return what browsers are answered; the methods of the routes, and the headers that they need, if not said."""
    if spec.cors is None:
        return None
    from generator.spec.preflight import allowed_headers, allowed_methods  # only with CORS

    return Cors(
        AllowOrigins=spec.cors.allow_origins,
        AllowMethods=spec.cors.allow_methods or allowed_methods(spec),
        AllowHeaders=spec.cors.allow_headers or allowed_headers(spec),
        **given(
            ExposeHeaders=spec.cors.expose_headers,
            MaxAge=spec.cors.max_age,
            AllowCredentials=spec.cors.allow_credentials,
        ),
    )


def _disabled(spec: ApiSpec) -> Any:
    """Return whether the default endpoint is disabled, where that depends on conditions as nested `If`s."""
    disabled = addresses.endpoint_disabled(spec)
    if not isinstance(disabled, list):
        return disabled
    value: Any = NoValue
    for condition in reversed(disabled):
        value = If(condition, True, value)
    return value
