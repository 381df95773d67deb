"""I9205: routes that do not say who may send requests to them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT


class RouteAuthorization(HttpApiRule):
    id = "I9205"
    shortdesc = "A route states its AuthorizationType"
    description = (
        "A new route without an AuthorizationType is open to everybody; one that had an authorizer keeps it when the "
        "type is taken out of the template (aws-cloudformation/cloudformation-coverage-roadmap#2184)."
    )
    source_url = "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8"
    tags = ["http-api", "routes", "authorizers"]
    fix = "Write AuthorizationType: NONE for a route that is open to everybody, else JWT, CUSTOM or AWS_IAM."
    bad = """\
Resources:
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
"""
    good = bad + "      AuthorizationType: NONE\n"

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for route in api.routes if api.is_certain else ():
                # A path of an OpenAPI document without security is open: documents are imported as a whole.
                if not route.is_virtual:
                    yield from _unstated(route)


def _unstated(route: Resource) -> Iterator[Finding]:
    """Yield where a type could stand; beside an AuthorizerId its lack is a mistake, which another rule tells."""
    for kind in route.values("AuthorizationType"):
        if kind.value is ABSENT and not route.has("AuthorizerId"):
            message = "AuthorizationType is not stated: write NONE if everybody may send requests to this route"
            yield Finding(kind.path, message)
