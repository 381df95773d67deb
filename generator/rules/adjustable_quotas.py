"""W9104: more of something than AWS lets an account have at first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.http_api import quotas
from generator.resource_types import AUTHORIZER, ROUTE, STAGE
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource

_TYPES: Final = {ROUTE: "Routes", STAGE: "Stages", AUTHORIZER: "Authorizers"}


class AdjustableQuotas(HttpApiRule):
    id = "W9104"
    shortdesc = "An API has at most 300 routes, 10 stages and 10 authorizers, unless AWS has raised the quota"
    description = (
        "API Gateway refuses the next one, unless AWS has raised the quota for this API: what it was raised to can "
        f"stand in the template's Metadata, under {quotas.RAISED}."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"
    tags = ["http-api", "limits"]
    fix = f"Split the API, or have the quota raised and say so: Metadata: {{{quotas.RAISED}: {{Stages: 11}}}}."
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
            for resource_type, name in _TYPES.items():
                quota = _quota(model.template.section("Metadata").get(quotas.RAISED), name)
                if there := api.more_than(quota, api.of_type(resource_type)):
                    message = f"{len(there):,} {name.lower()} of {api.name}, but an API may have {quota:,}"
                    yield Finding(
                        there[quota].path, f"{message} unless AWS has raised the quota: {_advice(name, there)}"
                    )


def _quota(raised: Any, name: str) -> int:
    stated = raised.get(name) if isinstance(raised, Mapping) else None
    return max(quotas.ADJUSTABLE[name], stated if isinstance(stated, int) else 0)


def _advice(name: str, there: list[Resource]) -> str:
    return f"split the API, or say in Metadata: {quotas.RAISED}: {{{name}: {len(there)}}}"
