"""Routes: which requests reach which integration, and who may send them.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
"""

from collections.abc import Iterator
from typing import Any

from troposphere import Ref, Sub
from troposphere.apigatewayv2 import Route

from generator import names
from generator.resources.element import Element, given
from generator.spec.api import ApiSpec
from generator.spec.resolved import IAM, OPEN, ResolvedRoute


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Route per route key, in the order of the spec, then those that are added for browsers."""
    for key, route in spec.all_routes.items():
        yield Route(
            names.route(key),
            ApiId=Ref(names.API),
            RouteKey=str(key),
            **given(OperationName=route.spec.operation_name),
            **_authorization(route, spec),
            Target=Sub(f"integrations/${{{route.integration}}}"),
        )


def _authorization(route: ResolvedRoute, spec: ApiSpec) -> dict[str, Any]:
    """Return a type in any case: leaving it out later would not remove an authorizer that was there.

    (aws/aws-cdk#14424)
    """
    if route.authorizer == OPEN:
        return {"AuthorizationType": "NONE"}
    if route.authorizer == IAM:
        return {"AuthorizationType": "AWS_IAM"}
    return {
        "AuthorizationType": "JWT" if spec.authorizers[route.authorizer].is_jwt else "CUSTOM",
        "AuthorizerId": Ref(names.authorizer(route.authorizer)),
        **given(AuthorizationScopes=route.spec.scopes),
    }
