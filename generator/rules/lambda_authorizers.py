"""E9302: Lambda authorizers that do not say which function decides, or how it is called."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.authorizers import SIMPLE_FORMAT, payload_format_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Facts, Value


class LambdaAuthorizers(HttpApiRule):
    id = "E9302"
    shortdesc = "A REQUEST authorizer has a function and a payload format"
    description = (
        "API Gateway answers `AuthorizerUri is a required field in an Authorizer` "
        "(terraform-aws-modules/terraform-aws-apigateway-v2#86) and `AuthorizerPayloadFormatVersion is a required "
        "parameter for REQUEST authorizer` (hashicorp/terraform-provider-aws#15181). Simple answers, true or false, "
        "are of the format 2.0 alone; with 1.0 a function answers with a policy."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html"
    tags = ["http-api", "authorizers"]
    fix = 'Write the AuthorizerUri of the function, and AuthorizerPayloadFormatVersion: "2.0" if it answers simply.'
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  Staff:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref HttpApi
      Name: staff
      AuthorizerType: REQUEST
      AuthorizerUri: !ImportValue StaffAuthorizerUri
      AuthorizerPayloadFormatVersion: "1.0"
      EnableSimpleResponses: true
"""
    good = bad.replace("1.0", "2.0")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for authorizer, given in api.authorizers_of("REQUEST"):
                for uri in authorizer.values_when(given, "AuthorizerUri"):
                    if uri.value is ABSENT:
                        message = "AuthorizerUri is missing: a REQUEST authorizer needs the function that decides"
                        yield Finding(uri.path, message)
                yield from _formats(authorizer, given)


def _formats(authorizer: Resource, given: Facts) -> Iterator[Finding]:
    for version in authorizer.values_when(given, "AuthorizerPayloadFormatVersion"):
        if version.value is ABSENT:
            message = 'AuthorizerPayloadFormatVersion is missing: write "2.0", or "1.0" for a function of a REST API'
            yield Finding(version.path, message)
        elif version.text is not None and (problem := payload_format_problem(version.text)):
            yield Finding(version.path, f"AuthorizerPayloadFormatVersion '{version.text}': {problem}")
        elif version.text not in (None, SIMPLE_FORMAT):
            yield from _simple(authorizer, version)


def _simple(authorizer: Resource, version: Value) -> Iterator[Finding]:
    for simple in authorizer.values_when(version.given, "EnableSimpleResponses"):
        if simple.truth:
            message = (
                f"EnableSimpleResponses 'true': needs AuthorizerPayloadFormatVersion {SIMPLE_FORMAT}: "
                f"with {version.text} a function answers with a policy"
            )
            yield Finding(simple.path, message)
