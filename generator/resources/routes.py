"""Routes, and the integrations that they lead to: one per function, shared by all its routes."""

from collections.abc import Iterator

from troposphere import GetAtt, Ref, Sub
from troposphere.apigatewayv2 import Integration, Route

from generator import names
from generator.resources.element import Element
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Integration per function, then one Route per route key, both in the order of the spec."""
    for name in spec.functions:
        yield Integration(
            names.integration(name),
            ApiId=Ref(names.API),
            IntegrationType="AWS_PROXY",
            IntegrationUri=GetAtt(names.function(name), "Arn"),
            PayloadFormatVersion="2.0",
        )
    for key, route in spec.routes.items():
        yield Route(
            names.route(key),
            ApiId=Ref(names.API),
            RouteKey=str(key),
            # Always written: leaving it out later would not remove an authorizer that was there (aws/aws-cdk#14424).
            AuthorizationType="NONE",
            Target=Sub(f"integrations/${{{names.integration(route.function)}}}"),
        )
