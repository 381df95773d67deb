"""E9812: alias records of custom domains that lead elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from generator.resource_types import DOMAIN
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.endpoints import leads_to
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import Reference, Value, shown

_RECORD: Final = "AWS::Route53::RecordSet"
_RECORDS: Final = "AWS::Route53::RecordSetGroup"
_ZONE: Final = "HostedZoneId"


class DomainRecords(HttpApiRule):
    id = "E9812"
    shortdesc = "The alias record of a custom domain leads to its RegionalDomainName"
    description = (
        "A custom domain has an address of its own in a hosted zone of API Gateway. To the name of the domain itself, "
        "or to the address of an API, Route 53 answers that `the alias target name does not lie within the target "
        "zone` (aws/aws-cdk#19643)."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-domainname.html"
    )
    tags = ["http-api", "domains"]
    fix = "Write DNSName: !GetAtt Domain.RegionalDomainName and HostedZoneId: !GetAtt Domain.RegionalHostedZoneId."
    bad = """\
Resources:
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: api.example.com
  Record:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: api.example.com
      Type: A
      AliasTarget:
        DNSName: !Ref Domain
        HostedZoneId: !GetAtt Domain.RegionalHostedZoneId
"""
    good = bad.replace("!Ref Domain\n", "!GetAtt Domain.RegionalDomainName\n")

    def check(self, model: Model) -> Iterator[Finding]:
        for record in _records(model.template):
            for name in model.template.entry(record, "AliasTarget", "DNSName"):
                if problem := _problem(model, name):
                    yield Finding(name.path, f"DNSName '{shown(name.value)}': {problem}")
                elif domain := model.template.referred(name.value, DOMAIN):
                    yield from _in_own_zone(model.template, record, domain)


def _records(template: Template) -> Iterator[Value]:
    for record in template.of_type(_RECORD):
        yield from record.values()
    for group in template.of_type(_RECORDS):
        for records in group.values("RecordSets"):
            yield from template.items(records)


def _in_own_zone(template: Template, record: Value, domain: Resource) -> Iterator[Finding]:
    """Yield the hosted zone of an alias if it is that of the record itself."""
    for zone, own in product(template.entry(record, "AliasTarget", "HostedZoneId"), template.entry(record, _ZONE)):
        if zone.value == own.value and template.possible(zone.given | own.given):
            message = "is the zone of the record, and not the one of API Gateway that the domain is in"
            right = f"!GetAtt {domain.logical_id}.RegionalHostedZoneId"
            yield Finding(zone.path, f"HostedZoneId '{shown(zone.value)}': {message}: write {right}")


def _problem(model: Model, name: Value) -> str | None:
    domain = model.template.referred(name.value, DOMAIN)
    if domain and name.value != Reference(domain.logical_id, "RegionalDomainName"):
        return f"this is no address of API Gateway: write !GetAtt {domain.logical_id}.RegionalDomainName"
    if any(leads_to(name, api.resource) for api in model.apis if api.resource):
        return "this is the address of one API, and not of a custom domain: write !GetAtt of its RegionalDomainName"
    return None
