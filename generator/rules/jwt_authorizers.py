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

_REQUIRED: Final = {
    ("JwtConfiguration", "Issuer"): "the iss of its tokens, as https://auth.example.com",
    ("JwtConfiguration", "Audience"): "one aud or client_id of its tokens at least",
    ("IdentitySource",): "the place of the token, as $request.header.Authorization",
}


class JwtAuthorizers(HttpApiRule):
    id = "E9301"
    shortdesc = "A JWT authorizer has an issuer, an audience and one identity source"
    description = (
        "API Gateway refuses a JWT authorizer without them, and one whose issuer is no URL with https or has no "
        "`/.well-known/openid-configuration` below it. It compares the issuer with the iss of a token to the letter."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html"
    tags = ["http-api", "authorizers"]  # noqa: RUF012
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
    for value in authorizer.values_when(given, "JwtConfiguration"):
        if value.value is ABSENT:
            yield Finding(value.path, "JwtConfiguration is missing: a JWT authorizer needs an Issuer and an Audience")
    for keys, what in _REQUIRED.items():
        for value in authorizer.values_when(given, *keys):
            is_missing = value.value == [] or (value.value is ABSENT and authorizer.value(keys[0]) is not ABSENT)
            if is_missing or (value.value is ABSENT and len(keys) == 1):
                yield Finding(value.path, f"{'.'.join(keys)} is missing: a JWT authorizer needs {what}")


def _issuer(authorizer: Resource, issuer: Value) -> Iterator[Finding]:
    problem = None
    match issuer.value:
        case Text((str(start), *_)) if "://" in start:  # the rest is a part of the path, or a host
            text = sample(authorizer.template, issuer.value, other="x")
        case _:
            text = sample(authorizer.template, issuer.value)
    problem = None if text is None else issuer_problem(text)
    if problem:
        yield Finding(issuer.path, f"Issuer '{shown(issuer.value)}': {problem}")


def _sources(authorizer: Resource, sources: Value) -> Iterator[Finding]:
    if len(authorizer.template.certain_items(sources)) > 1:
        yield Finding(sources.path, "IdentitySource: must be a single one: a JSON Web Token stands in one place")
    for source in authorizer.template.items(sources):
        if source.text is not None and (problem := jwt_source_problem(source.text)):
            yield Finding(source.path, f"IdentitySource '{source.text}': {problem}")
