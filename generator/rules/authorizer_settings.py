"""W9310: settings that authorizers of the other type have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.authorizers import SETTINGS_OF
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.values import ABSENT


class AuthorizerSettings(HttpApiRule):
    id = "W9310"
    shortdesc = "An authorizer has settings of its own type only"
    description = (
        "A function, its answers and how long they are kept are settings of REQUEST authorizers, the issuer and the "
        "audience are those of JWT authorizers: on the other type they do nothing, or are refused."
    )
    source_url = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html"
    tags = ["http-api", "authorizers"]
    fix = "Remove the setting, or write the AuthorizerType that it is for."
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
        Issuer: https://auth.example.com
        Audience: [orders]
      AuthorizerResultTtlInSeconds: 300
"""
    good = bad.replace("      AuthorizerResultTtlInSeconds: 300\n", "")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for kind, names in SETTINGS_OF.items():
                other = next(each for each in SETTINGS_OF if each != kind)
                for authorizer, given in api.authorizers_of(other):
                    for name in names:
                        for value in authorizer.values_when(given, name):
                            # What depends on a condition, as the type may, is there on purpose.
                            if value.value not in (ABSENT, 0, False, "0", "false") and given == authorizer.given:
                                message = f"{name}: {kind} authorizers have it, and this one is of the type {other}"
                                yield Finding(value.path, f"{message}: remove it")
