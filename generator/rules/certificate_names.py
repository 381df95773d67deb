"""W9813: certificates for other names than the domain that shows them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.domains import is_covered
from generator.resource_types import CERTIFICATE, DOMAIN
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.domains import certificate_names, configured
from generator.template_model.resource import Resource
from generator.template_model.values import Value


class CertificateNames(HttpApiRule):
    id = "W9813"
    shortdesc = "The certificate of a custom domain is for its name"
    description = (
        "Clients refuse a certificate for another name. One for *.example.com is for api.example.com, but neither for "
        "example.com nor for v1.api.example.com."
    )
    source_url = "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html"
    tags = ["http-api", "domains"]
    fix = "Add the domain's name to SubjectAlternativeNames of the certificate."
    bad = """\
Resources:
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties:
      DomainName: "*.example.com"
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: v1.api.example.com
      DomainNameConfigurations:
      - CertificateArn: !Ref Certificate
"""
    good = bad.replace("v1.api.example.com", "api.example.com")

    def check(self, model: Model) -> Iterator[Finding]:
        for domain in model.template.of_type(DOMAIN):
            for key, value in configured(domain):
                certificate = model.template.referred(value.value, CERTIFICATE)
                if key == "CertificateArn" and certificate:
                    yield from _not_covered(domain, certificate, value)


def _not_covered(domain: Resource, certificate: Resource, used: Value) -> Iterator[Finding]:
    if not all(value.is_known for value in certificate.values("SubjectAlternativeNames")):
        return
    names = [name for _, name in certificate_names(certificate)]
    for domain_name in domain.values_when(used.given, "DomainName"):
        text = domain_name.text
        if text and not any(name.text is None or is_covered(text, name.text) for name in names):
            shown = ", ".join(str(name.text) for name in names)
            message = f"{certificate.logical_id} is a certificate for {shown or 'no name'}, and not for {text}"
            yield Finding(used.path, f"{message}: add it to SubjectAlternativeNames")
