"""E9307: authorizers with names that API Gateway refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.http_api.authorizers import NAME
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi
from generator.template_model.resource import Resource
from generator.template_model.values import Value, parts, shown


class AuthorizerNames(HttpApiRule):
    id = "E9307"
    shortdesc = "An authorizer's name is its own in the API"
    description = (
        "API Gateway answers `Authorizer name must be unique` (aws/aws-cdk#13711) to a second authorizer of the same "
        "name in one API. A name has 1 to 128 characters."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-authorizer.html"
    )
    tags = ["http-api", "authorizers"]
    fix = "Give each authorizer of an API another Name."
    bad = """\
Resources:
  Staff:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref HttpApi
      Name: !Sub ${AWS::StackName}-authorizer
      AuthorizerType: REQUEST
      AuthorizerUri: !ImportValue StaffAuthorizerUri
      AuthorizerPayloadFormatVersion: "2.0"
  Partners:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref HttpApi
      Name: !Sub ${AWS::StackName}-authorizer
      AuthorizerType: REQUEST
      AuthorizerUri: !ImportValue PartnersAuthorizerUri
      AuthorizerPayloadFormatVersion: "2.0"
"""
    good = bad.replace("-authorizer", "-staff", 1)

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            yield from _equal(api)
            for authorizer in api.authorizers:
                for name in authorizer.values("Name"):
                    if name.text is not None and not 0 < len(name.text) <= NAME:
                        yield Finding(name.path, f"Name '{name.text}': must have 1 to {NAME} characters")


def _equal(api: HttpApi) -> Iterator[Finding]:
    """Yield names that an earlier authorizer has; those that are written alike are equal, if nothing is known."""
    seen: dict[Any, list[tuple[Resource, Value]]] = {}
    for authorizer in api.authorizers:
        for name in authorizer.values("Name"):
            if (known := parts(name.value)) is None:
                continue
            others = seen.setdefault(known, [])
            for other, value in others:
                if other is not authorizer and api.template.possible(value.given | name.given):
                    message = f"Name '{shown(name.value)}': is that of {other.logical_id}, too: give it another"
                    yield Finding(name.path, message)
                    break
            others.append((authorizer, name))
