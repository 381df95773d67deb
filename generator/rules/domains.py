"""E9801: custom domains that API Gateway refuses, or to which no HTTP API can be mapped."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.domains import domain_setting_problem, name_problem
from generator.resource_types import DOMAIN
from generator.rules.rule import Finding, HttpApiRule, problems
from generator.template_model import Model
from generator.template_model.domains import configured
from generator.template_model.resource import Resource
from generator.template_model.values import Facts


class Domains(HttpApiRule):
    id = "E9801"
    shortdesc = "A custom domain is Regional, has TLS 1.2 and a name in lower case"
    description = (
        "API Gateway refuses a name in upper case, with a path or with * elsewhere than in front, and it refuses to "
        "map an HTTP API to a domain that is edge-optimized, takes TLS 1.0 or is for routing rules alone."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html"
    tags = ["http-api", "domains"]
    fix = "Write the bare name in lower case, EndpointType REGIONAL, SecurityPolicy TLS_1_2 and no RoutingMode."
    bad = """\
Resources:
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: API.example.com
      DomainNameConfigurations:
      - CertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab
        EndpointType: REGIONAL
        SecurityPolicy: TLS_1_2
"""
    good = bad.replace("API.example.com", "api.example.com")

    def check(self, model: Model) -> Iterator[Finding]:
        yield from problems(model.template.of_type(DOMAIN), "DomainName", problem=name_problem)
        for each in model.mappings:
            if each.domain and each.api:
                yield from _unmappable(each.domain, each.given)


def _unmappable(domain: Resource, given: Facts) -> Iterator[Finding]:
    """Yield what keeps an HTTP API from being mapped to a domain while it is."""
    routing = [("RoutingMode", value) for value in domain.values("RoutingMode")]
    for name, value in [*configured(domain), *routing]:
        message = domain_setting_problem(name, value.text) if value.text else None
        if message and domain.template.possible(value.given | given):
            yield Finding(value.path, f"{name} '{value.text}': {message}")
