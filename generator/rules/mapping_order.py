"""E9802: API mappings of stages and domains that are not there yet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.resource_types import API, DOMAIN, STAGE
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.domains import Mapped
from generator.template_model.http_apis import HttpApi
from generator.template_model.resource import Resource
from generator.template_model.values import Reference, Value, shown
from generator.template_model.waiting import waits_for


class MappingOrder(HttpApiRule):
    id = "E9802"
    shortdesc = "An API mapping is made after its stage and its domain"
    description = (
        "The name alone does not make CloudFormation wait: if the mapping comes first, it is answered with 404, "
        "`Invalid stage identifier specified` (aws/serverless-application-model#192) or `Invalid domain name "
        "identifier specified` (aws/aws-cdk#15464). Whether it does differs from deployment to deployment."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html"
    tags = ["http-api", "domains", "stages"]
    fix = "Write Stage and DomainName with !Ref, or name the stage and the domain in DependsOn."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref HttpApi
      StageName: live
      AutoDeploy: true
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref HttpApi
      DomainName: api.example.com
      Stage: live
"""
    good = bad.replace("Stage: live", "Stage: !Ref Stage")

    def check(self, model: Model) -> Iterator[Finding]:
        for each in model.mappings:
            if each.api:
                yield from _of_domain(each)
                for stage in each.resource.values("Stage"):
                    yield from _of_stage(each, each.api, stage)


def _of_domain(each: Mapped) -> Iterator[Finding]:
    named = f"DomainName '{shown(each.name.value)}'"
    referred_to = each.resource.template.referred(each.name.value, DOMAIN)
    if referred_to and isinstance(each.name.value, Reference) and each.name.value.attribute:
        way_out = f"write !Ref {referred_to.logical_id}"
        yield Finding(each.name.path, f"{named}: this is not the name by which API Gateway knows the domain: {way_out}")
    elif each.domain and each.domain.logical_id not in waits_for(each.resource):
        way_out = f"write !Ref {each.domain.logical_id}, or name it in DependsOn"
        yield Finding(each.name.path, f"{named}: this does not wait for {each.domain.logical_id}: {way_out}")


def _of_stage(each: Mapped, api: HttpApi, stage: Value) -> Iterator[Finding]:
    other = each.resource.template.referred(stage.value, STAGE)
    problem = _by_reference(other, api) if other else _by_name(each, api, stage)
    if problem:
        yield Finding(stage.path, f"Stage '{shown(stage.value)}': {problem}")


def _by_reference(stage: Resource, api: HttpApi) -> str | None:
    owners = [stage.template.referred(api_id.value, API) for api_id in stage.values("ApiId")]
    if stage in api.stages or None in owners:
        return None
    return "this is a stage of another API: name one of the API in ApiId"


def _by_name(each: Mapped, api: HttpApi, stage: Value) -> str | None:
    possible = [
        (other, name)
        for other in api.stages
        for name in other.values("StageName")
        if other.template.possible(name.given | stage.given | each.given)
    ]
    meant = [other for other, name in possible if name.value == stage.value]
    if meant and not any(other.is_virtual or other.logical_id in waits_for(each.resource) for other in meant):
        name = meant[0].logical_id
        return f"this does not wait for {name}: write !Ref {name}, or name it in DependsOn"
    known = [name.text for _, name in possible if name.text is not None]
    if meant or stage.text is None or not known or len(known) < len(possible):
        return None
    return f"the API has no such stage: write !Ref for one of its stages ({', '.join(sorted(set(known)))})"
