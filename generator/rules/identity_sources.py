"""E9306: identity sources of Lambda authorizers that API Gateway refuses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.authorizers import request_source_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model


class IdentitySources(HttpApiRule):
    id = "E9306"
    shortdesc = "An identity source of a REQUEST authorizer is a part of the request, the context or the stage"
    description = (
        "API Gateway refuses what is no selection expression, such as method.request.header.Authorization, which REST "
        "APIs have, or route.request.header.Authorization, which WebSocket APIs have."
    )
    source_url = (
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html"
        "#http-api-lambda-authorizer.identity-sources"
    )
    tags = ["http-api", "authorizers"]
    fix = "Write $request.header.NAME, $request.querystring.NAME, $context.NAME or $stageVariables.NAME."
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
      AuthorizerPayloadFormatVersion: "2.0"
      IdentitySource: [method.request.header.Authorization]
"""
    good = bad.replace("method.request", "$request")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for authorizer, given in api.authorizers_of("REQUEST"):
                for sources in authorizer.values_when(given, "IdentitySource"):
                    for source in api.template.items(sources):
                        if source.text is not None and (problem := request_source_problem(source.text)):
                            yield Finding(source.path, f"IdentitySource '{source.text}': {problem}")
