"""W9311: issuers that no token has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.authorizers import login_page_problem, misspelt_issuer
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.samples import sample
from generator.template_model.template import Template
from generator.template_model.values import Value, known_text, shown


class Issuers(HttpApiRule):
    id = "W9311"
    shortdesc = "The issuer of Cognito or Auth0 is the one that their tokens have"
    description = (
        "API Gateway compares the issuer with iss of the token. Tokens of Cognito have the address of the user pool "
        "there, and not the domain of its login pages; those of Auth0 end with a slash."
    )
    source_url = (
        "https://docs.aws.amazon.com/cognito/latest/developerguide/"
        "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html"
    )
    tags = ["http-api", "authorizers"]
    fix = "Write !Sub https://cognito-idp.${AWS::Region}.amazonaws.com/${UserPool}, or https://tenant.eu.auth0.com/."
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
      AuthorizerType: JWT
      IdentitySource: [$request.header.Authorization]
      JwtConfiguration:
        Audience: [1h57kf5cpq17m0eml12example]
        Issuer: https://shop.auth.eu-central-1.amazoncognito.com
  Orders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: JWT
      AuthorizerId: !Ref Staff
"""
    good = bad.replace(
        "https://shop.auth.eu-central-1.amazoncognito.com",
        "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
    )

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for authorizer, given in api.authorizers_of("JWT"):
                for issuer in authorizer.values_when(given, "JwtConfiguration", "Issuer"):
                    if problem := _problem(model.template, issuer):
                        yield Finding(issuer.path, f"Issuer '{shown(issuer.value)}': {problem}")


def _problem(template: Template, issuer: Value) -> str | None:
    """Where a part is known only in its form, two regions cannot be compared."""
    text = sample(template, issuer.value)
    if text is None:
        return login_page_problem(known_text(issuer.value, "x"))
    return misspelt_issuer(text, is_sample=issuer.text is None)
