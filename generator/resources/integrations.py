"""Integrations: what answers the requests of routes. One per function, shared by all its routes.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html
"""

from collections.abc import Iterator
from typing import Any

from troposphere import GetAtt, Ref
from troposphere.apigatewayv2 import Integration

from generator import names
from generator.resources.element import Element, given
from generator.spec.api import ApiSpec
from generator.spec.integrations import IntegrationSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Integration per backend: of functions, named ones, and those that routes have for themselves."""
    for logical_id, integration in spec.all_integrations.items():
        yield Integration(
            logical_id,
            ApiId=Ref(names.API),
            **given(Description=integration.description),
            **_target(integration),
            **given(TimeoutInMillis=integration.timeout_in_millis),
        )


def _target(integration: IntegrationSpec) -> dict[str, Any]:
    return {
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": GetAtt(names.function(integration.backend), "Arn"),
        "PayloadFormatVersion": integration.payload_format_version or "2.0",
    }
