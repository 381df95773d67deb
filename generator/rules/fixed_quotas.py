"""E9103: more of something than AWS lets any account have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api import authorizers, quotas
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi


class FixedQuotas(HttpApiRule):
    id = "E9103"
    shortdesc = "An API has at most 300 integrations, and a JWT authorizer 50 audiences"
    description = "API Gateway refuses the next one, and AWS raises these quotas for nobody."
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"
    tags = ["http-api", "limits"]
    fix = (
        "Let routes that lead to the same backend share one integration, or split the API; name one audience for "
        "several clients, or share them out among several authorizers."
    )
    good = f"""\
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
        Audience: [{", ".join(f"client{number}" for number in range(1, 51))}]
"""
    bad = good.replace("client50]", "client50, client51]")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            yield from _integrations(api)
            yield from _audiences(api)


def _integrations(api: HttpApi) -> Iterator[Finding]:
    if there := api.more_than(quotas.INTEGRATIONS, api.integrations):
        message = f"{len(there):,} integrations of {api.name}, but an API may have {quotas.INTEGRATIONS:,}"
        yield Finding(there[quotas.INTEGRATIONS].path, f"{message}: let routes share integrations, or split the API")


def _audiences(api: HttpApi) -> Iterator[Finding]:
    for authorizer in api.authorizers:
        for audiences in authorizer.values("JwtConfiguration", "Audience"):
            count = len(api.template.certain_items(audiences))
            if count > authorizers.AUDIENCES:
                message = f"Audience: {count} audiences, but an authorizer may have {authorizers.AUDIENCES}"
                yield Finding(audiences.path, f"{message}: share them out among several authorizers")
