"""W9807: mutual TLS with a way around it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.endpoints import switches
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Facts, shown


class MutualTls(HttpApiRule):
    id = "W9807"
    shortdesc = "An API behind mutual TLS has no default endpoint"
    description = (
        "Mutual TLS is a matter of the custom domain: the API's default endpoint answers clients without a "
        "certificate, too."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html"
    tags = ["http-api", "domains", "security"]
    fix = "Set DisableExecuteApiEndpoint to true in the API."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      DisableExecuteApiEndpoint: false
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: api.example.com
      MutualTlsAuthentication:
        TruststoreUri: s3://certificates/truststore.pem
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref HttpApi
      DomainName: !Ref Domain
      Stage: !Ref Stage
"""
    good = bad.replace("DisableExecuteApiEndpoint: false", "DisableExecuteApiEndpoint: true")

    def check(self, model: Model) -> Iterator[Finding]:
        for each in model.mappings:
            if each.domain and each.api and each.api.resource:
                yield from _ways_around(each.domain, each.api.resource, each.given)


def _ways_around(domain: Resource, api: Resource, given: Facts) -> Iterator[Finding]:
    possible = api.template.possible
    wanted = [value.given for value in domain.values("MutualTlsAuthentication") if value.value is not ABSENT]
    for value, is_off in switches(api):
        if is_off is False and any(possible(given | value.given | needed) for needed in wanted):
            name = shown(domain.value("DomainName"))
            message = f"{name} asks clients for a certificate, the default endpoint of {api.logical_id} does not"
            yield Finding(value.path, f"{message}: set DisableExecuteApiEndpoint to true")
