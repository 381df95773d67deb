"""W9813: the names of certificates."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Name: {Type: String}
  Names: {Type: CommaDelimitedList}
Resources:
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties: CERTIFICATE
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: DOMAIN
      DomainNameConfigurations:
      - CertificateArn: !Ref Certificate
"""


def found(certificate: str, domain: str = "api.example.com") -> list[str]:
    return findings(TEMPLATE.replace("CERTIFICATE", certificate).replace("DOMAIN", domain), "W9813")


@pytest.mark.parametrize(
    ("certificate", "names", "domain"),
    [
        ("{DomainName: example.com}", "example.com", "api.example.com"),
        ("{DomainName: '*.example.com'}", "*.example.com", "example.com"),
        ("{DomainName: '*.example.com'}", "*.example.com", "v1.api.example.com"),
        (
            "{DomainName: example.com, SubjectAlternativeNames: [www.example.com]}",
            "example.com, www.example.com",
            "api.example.com",
        ),
        ("{DomainName: api.example.com}", "api.example.com", "'*.example.com'"),
    ],
)
def test_a_certificate_for_other_names_is_caught(certificate: str, names: str, domain: str) -> None:
    assert found(certificate, domain) == [
        f"13:9 W9813 Certificate is a certificate for {names}, and not for {domain.strip(chr(39))}: "
        "add it to SubjectAlternativeNames"
    ]


@pytest.mark.parametrize(
    ("certificate", "domain"),
    [
        ("{DomainName: api.example.com}", "api.example.com"),
        ("{DomainName: '*.example.com'}", "api.example.com"),
        ("{DomainName: '*.example.com'}", "'*.example.com'"),
        ("{DomainName: example.com, SubjectAlternativeNames: ['*.example.com']}", "api.example.com"),
        ("{DomainName: example.com, SubjectAlternativeNames: !Ref Names}", "api.example.com"),
        ("{DomainName: example.com, SubjectAlternativeNames: [!Ref Name]}", "api.example.com"),
        ("{DomainName: !Ref Name}", "api.example.com"),
        ("{DomainName: example.com}", "!Ref Name"),
    ],
)
def test_a_certificate_for_the_name_or_what_may_be_one_is_left_alone(certificate: str, domain: str) -> None:
    assert found(certificate, domain) == []
