"""W9810: addresses at which nobody answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.endpoints import leads_to, switches
from generator.template_model.functions import environment, functions
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import ALWAYS, Fact, Facts, Value


class DisabledEndpoints(HttpApiRule):
    id = "W9810"
    shortdesc = "The address of a disabled endpoint is not handed out"
    description = (
        "With DisableExecuteApiEndpoint the default endpoint answers nobody, so its URL in an output or an environment "
        "leads nowhere."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html"
    tags = ["http-api", "domains"]
    fix = "Hand out the URL of the custom domain, such as !Sub https://${Domain}."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      DisableExecuteApiEndpoint: true
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref HttpApi
      DomainName: api.example.com
      Stage: !Ref Stage
Outputs:
  Url:
    Value: !GetAtt HttpApi.ApiEndpoint
"""
    good = bad.replace("!GetAtt HttpApi.ApiEndpoint", "https://api.example.com")

    def check(self, model: Model) -> Iterator[Finding]:
        addresses = [*_outputs(model.template), *_environments(model.template)]
        for api in model.apis:
            if api.resource:
                yield from _disabled(api.resource, addresses)


def _disabled(api: Resource, addresses: list[Value]) -> Iterator[Finding]:
    for value in addresses:
        if leads_to(value, api) and _is_off(api, value.given):
            message = f"This leads to the default endpoint of {api.logical_id}, which is disabled"
            yield Finding(value.path, f"{message}: write the URL of its custom domain")


def _outputs(template: Template) -> Iterator[Value]:
    for name, output in template.section("Outputs").items():
        if isinstance(output, Mapping) and "Value" in output:
            condition = output.get("Condition")
            given = frozenset({Fact("condition", condition, True)}) if isinstance(condition, str) else ALWAYS
            yield from template.alternatives(output["Value"], ("Outputs", name, "Value"), given)


def _environments(template: Template) -> Iterator[Value]:
    return (variable.value for function in functions(template) for variable in environment(function))


def _is_off(api: Resource, given: Facts) -> bool:
    """Say whether the endpoint is disabled wherever this is so."""
    return all(is_off for value, is_off in switches(api) if api.template.possible(value.given | given))
