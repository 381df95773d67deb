"""E9301: JWT authorizers without what they need to check a token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.http_api.authorizers import issuer_problem, jwt_source_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.samples import sample
from generator.template_model.values import ABSENT, Facts, Text, Value, shown

_CONFIGURATION: Final = {
    "Issuer": "the iss of its tokens, as https://auth.example.com",
    "Audience": "one aud or client_id of its tokens at least",
}


class JwtAuthorizers(HttpApiRule):
    id = "E9301"
    shortdesc = "A JWT authorizer has an issuer, an audience and one identity source"
    description = (
        "API Gateway refuses a JWT authorizer without them, and one whose issuer is no URL with https or has no "
        "`/.well-known/openid-configuration` below it. It compares the issuer with the iss of a token to the letter."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html"
    tags = ["http-api", "authorizers"]
    fix = (
        "Write the issuer as tokens have it in iss, the audiences as they have them in aud or client_id, and where the "
        "token stands: IdentitySource: [$request.header.Authorization]."
    )
    bad = """\
Resources:
  Staff:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref HttpApi
      Name: staff
      AuthorizerType: JWT
      IdentitySource: [$request.header.Authorization]
      JwtConfiguration:
        Issuer: !GetAtt StaffPool.ProviderName
        Audience: [!Ref StaffClient]
  StaffPool:
    Type: AWS::Cognito::UserPool
  StaffClient:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref StaffPool
"""
    good = bad.replace("ProviderName", "ProviderURL")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for authorizer, given in api.authorizers_of("JWT"):
                yield from _missing(authorizer, given)
                for issuer in authorizer.values_when(given, "JwtConfiguration", "Issuer"):
                    yield from _issuer(authorizer, issuer)
                for sources in authorizer.values_when(given, "IdentitySource"):
                    yield from _sources(authorizer, sources)


def _missing(authorizer: Resource, given: Facts) -> Iterator[Finding]:
    for configuration in authorizer.values_when(given, "JwtConfiguration"):
        if configuration.value is ABSENT:
            message = "JwtConfiguration is missing: a JWT authorizer needs an Issuer and an Audience"
            yield Finding(configuration.path, message)
            continue
        for name, what in _CONFIGURATION.items():
            for value in authorizer.values_when(configuration.given, "JwtConfiguration", name):
                if value.value in (ABSENT, []):
                    yield Finding(value.path, f"JwtConfiguration.{name} is missing: a JWT authorizer needs {what}")


def _issuer(authorizer: Resource, issuer: Value) -> Iterator[Finding]:
    # Of https://${Host}:${Port}/realms enough is known: 1 can be a host, a port, or a part of the path.
    is_url = isinstance(issuer.value, Text) and "://" in str(issuer.value.parts[0])
    text = sample(authorizer.template, issuer.value, other="1" if is_url else None)
    if text is not None and (problem := issuer_problem(text)):
        yield Finding(issuer.path, f"Issuer '{shown(issuer.value)}': {problem}")


def _sources(authorizer: Resource, sources: Value) -> Iterator[Finding]:
    if sources.value in (ABSENT, []):
        message = "IdentitySource is missing: a JWT authorizer needs the place of the token"
        yield Finding(sources.path, f"{message}, as $request.header.Authorization")
    if len(authorizer.template.certain_items(sources)) > 1:
        yield Finding(sources.path, "IdentitySource: must be a single one: a JSON Web Token stands in one place")
    for source in authorizer.template.items(sources):
        if source.text is not None and (problem := jwt_source_problem(source.text)):
            yield Finding(source.path, f"IdentitySource '{source.text}': {problem}")
