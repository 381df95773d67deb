"""The HTTP API itself.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
"""

from collections.abc import Iterator

from troposphere.apigatewayv2 import Api

from generator import names
from generator.resources.element import Element, given
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the Api. Never with Body or Target: beside Route resources they make routes vanish on update
    (aws/serverless-application-model#1650).
    """
    yield Api(
        names.API,
        Name=spec.name,
        **given(Description=spec.description),
        **given(Version=spec.version),
        ProtocolType="HTTP",
        **given(IpAddressType=spec.ip_address_type, Tags=dict(spec.tags)),
    )
