"""W9104: more of something than AWS lets an account have at first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.http_api import quotas
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi
from generator.template_model.types import AUTHORIZER, ROUTE, STAGE

_QUOTAS: Final = {
    ROUTE: ("routes", quotas.ROUTES),
    STAGE: ("stages", quotas.STAGES),
    AUTHORIZER: ("authorizers", quotas.AUTHORIZERS),
}


class AdjustableQuotas(HttpApiRule):
    id = "W9104"
    shortdesc = "An API has at most 300 routes, 10 stages and 10 authorizers, unless AWS has raised the quota"
    description = "API Gateway refuses the next one, unless AWS has raised the quota for this API of this account."
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"
    tags = ["http-api", "limits"]  # noqa: RUF012
    fix = "Split the API, or have the quota raised and then configure ignore_checks: [W9104] in Metadata or .cfnlintrc."
    good = """\
Resources:
""" + "".join(
        f"""\
  Stage{number}:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {{ApiId: !Ref HttpApi, StageName: customer{number}, AutoDeploy: true}}
"""
        for number in range(1, 11)
    )
    bad = (
        good
        + """\
  Stage11:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref HttpApi, StageName: customer11, AutoDeploy: true}
"""
    )

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for resource_type in _QUOTAS:
                yield from _too_many(api, resource_type)


def _too_many(api: HttpApi, resource_type: str) -> Iterator[Finding]:
    what, quota = _QUOTAS[resource_type]
    there = api.coexisting(api.of_type(resource_type))
    for surplus in there[quota : quota + 1]:
        message = f"{len(there):,} {what} of {api.name}, but an API may have {quota:,}"
        yield Finding(surplus.path, f"{message} unless AWS has raised the quota: split the API, or ask for more")
