"""I9308: authorizers that protect nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from generator.resource_types import PERMISSION
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import Unknown


class UnusedAuthorizers(HttpApiRule):
    id = "I9308"
    shortdesc = "An authorizer is used by a route"
    description = (
        "An authorizer protects the routes that name it, and no others: one that no route names protects nothing, and "
        "a route that was meant to have it may be open."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html"
    tags = ["http-api", "authorizers"]
    fix = "Name it as the AuthorizerId of the routes that it is for, or remove it."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
  Staff:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref HttpApi
      Name: staff
      AuthorizerType: REQUEST
      AuthorizerUri: !ImportValue StaffAuthorizerUri
      AuthorizerPayloadFormatVersion: "2.0"
"""
    good = bad.replace("NONE", "CUSTOM\n      AuthorizerId: !Ref Staff")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            named = [value.value for route in api.routes for value in route.values("AuthorizerId")]
            if not api.is_whole or not api.routes or any(isinstance(value, Unknown) for value in named):
                continue
            for authorizer in api.authorizers:
                if not api.routes_with(authorizer) and not _is_named(authorizer):
                    message = "is used by no route: name it as the AuthorizerId of a route, or remove it"
                    yield Finding(authorizer.path, f"Authorizer '{_name(authorizer)}': {message}")


def _name(authorizer: Resource) -> str:
    known = next(authorizer.values("Name"), None) if authorizer.is_virtual else None
    return authorizer.logical_id if known is None else known.text or authorizer.logical_id


def _is_named(authorizer: Resource) -> bool:
    """Say whether something else may hand it on to routes elsewhere: an output, or a resource but a permission."""
    return not authorizer.is_virtual and any(
        re.search(rf"\b{re.escape(authorizer.logical_id)}\b", text)
        for text in _texts(authorizer.template, authorizer.logical_id)
    )


def _texts(template: Template, own: str) -> Iterator[str]:
    yield json.dumps(template.section("Outputs"), default=str)
    for name, resource in template.resources.items():
        if name != own and resource.type != PERMISSION:
            yield json.dumps(resource.written.get("Properties"), default=str)
