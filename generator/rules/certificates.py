"""W9805: certificates that wait for somebody to validate them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Final, NamedTuple

from generator.http_api.domains import zone_id_problem, zone_problem
from generator.resource_types import CERTIFICATE, DOMAIN
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.domains import certificate_names, configured
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import ABSENT, Value, joined, parts, shown

_ZONE: Final = "AWS::Route53::HostedZone"


class Certificates(HttpApiRule):
    id = "W9805"
    shortdesc = "A certificate that is validated by DNS has a hosted zone for each of its names"
    description = (
        "CloudFormation writes the record that proves that a name is yours only if it knows the hosted zone. Without "
        "it the stack stays in CREATE_IN_PROGRESS until somebody adds the record by hand, or until it times out."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-certificatemanager-certificate.html"
    )
    tags = ["http-api", "domains"]
    fix = "List each name in DomainValidationOptions, with the HostedZoneId of the name or of a domain above it."
    bad = """\
Parameters:
  ZoneId: {Type: AWS::Route53::HostedZone::Id}
Resources:
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties:
      DomainName: api.example.com
      ValidationMethod: DNS
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: api.example.com
      DomainNameConfigurations:
      - CertificateArn: !Ref Certificate
"""
    good = bad.replace(
        "ValidationMethod: DNS\n",
        "ValidationMethod: DNS\n"
        "      DomainValidationOptions:\n"
        "      - DomainName: api.example.com\n"
        "        HostedZoneId: !Ref ZoneId\n",
    )

    def check(self, model: Model) -> Iterator[Finding]:
        for certificate in _of_domains(model.template):
            options = list(_options(certificate))
            yield from _waiting(certificate, options)
            yield from _misplaced(model.template, options)


class _Option(NamedTuple):
    """How a name is validated; `name` is None where all that is known is that there are options."""

    name: Value | None
    zone: Value


def _of_domains(template: Template) -> list[Resource]:
    used = {
        found.logical_id
        for domain in template.of_type(DOMAIN)
        for name, value in configured(domain)
        if name == "CertificateArn" and (found := template.referred(value.value, CERTIFICATE))
    }
    return [certificate for certificate in template.of_type(CERTIFICATE) if certificate.logical_id in used]


def _options(certificate: Resource) -> Iterator[_Option]:
    template = certificate.template
    for options in certificate.values("DomainValidationOptions"):
        for option in [options, *template.items(options)]:
            if not option.is_known:
                yield _Option(None, option)
            zones = list(template.entry(option, "HostedZoneId")) or [option._replace(value=ABSENT)]
            yield from (_Option(*each) for each in product(template.entry(option, "DomainName"), zones))


def _waiting(certificate: Resource, options: list[_Option]) -> Iterator[Finding]:
    by_dns = [value.given for value in certificate.values("ValidationMethod") if value.text == "DNS"]
    for key, name in certificate_names(certificate):
        given = [method | name.given for method in by_dns if certificate.template.possible(method | name.given)]
        listed = [option for option in options if _may_be(option.name, name)]
        if given and all(option.zone.value is ABSENT for option in listed):
            place = listed[0].zone if listed else name
            message = f"{key} '{shown(name.value)}': the stack waits until its DNS record is added by hand"
            yield Finding(place.path, f"{message}: add DomainValidationOptions with its HostedZoneId")


def _may_be(option: Value | None, name: Value) -> bool:
    """Say whether an option may be for a name; one for `example.com` is taken to be for `*.example.com`, too."""
    if option is None or _bare(option) == _bare(name):
        return True
    return option.text is None or name.text is None


def _bare(name: Value) -> Any:
    found = parts(name.value) or ()
    match found:
        case (str(start), *rest):
            return joined([start.removeprefix("*."), *rest])
    return joined(found)


def _misplaced(template: Template, options: list[_Option]) -> Iterator[Finding]:
    """Yield the zones that cannot hold the record of their name."""
    for option in options:
        if problem := _zone_problem(template, option):
            yield Finding(option.zone.path, f"HostedZoneId '{shown(option.zone.value)}': {problem}")


def _zone_problem(template: Template, option: _Option) -> str | None:
    if option.zone.text:
        return zone_id_problem(option.zone.text)
    zone, domain = template.referred(option.zone.value, _ZONE), option.name and option.name.text
    zone_names = [name.text for name in zone.values("Name") if name.text] if zone and domain else []
    problems = [zone_problem(domain or "", name) for name in zone_names]
    if problems and all(problems):
        return f"its name {problems[0]} (it is {zone_names[0]})"
    return None
