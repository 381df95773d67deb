"""W9805: certificates of domains, and who validates them."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Name: {{Type: String}}
  ZoneId: {{Type: AWS::Route53::HostedZone::Id}}
Conditions:
  HasZone: !Not [!Equals [!Ref ZoneId, '']]
Resources:
  Zone:
    Type: AWS::Route53::HostedZone
    Properties: {{Name: example.com}}
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: api.example.com
      DomainNameConfigurations: [{{CertificateArn: {used}}}]
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties:
      ValidationMethod: {method}
      DomainName: {name}
      SubjectAlternativeNames: {others}
      DomainValidationOptions: {options}
"""
WAITS = "the stack waits until its DNS record is added by hand: add DomainValidationOptions with its HostedZoneId"
IN_ZONE = "[{DomainName: api.example.com, HostedZoneId: !Ref ZoneId}]"


def found(
    options: str = IN_ZONE,
    *,
    name: str = "api.example.com",
    others: str = "[]",
    method: str = "DNS",
    used: str = "!Ref Certificate",
) -> list[str]:
    text = TEMPLATE.format(options=options, name=name, others=others, method=method, used=used)
    return findings(text, "W9805")


@pytest.mark.parametrize("options", ["!Ref AWS::NoValue", "[]", "[{DomainName: www.example.com, HostedZoneId: Z1234}]"])
def test_a_name_without_a_zone_is_caught(options: str) -> None:
    assert found(options) == [f"19:7 W9805 DomainName 'api.example.com': {WAITS}"]


def test_an_option_without_a_zone_is_caught_where_the_zone_is_missing() -> None:
    assert found("[{DomainName: api.example.com}]") == [f"21:33 W9805 DomainName 'api.example.com': {WAITS}"]
    assert found("[{DomainName: api.example.com, HostedZoneId: !If [HasZone, !Ref ZoneId, !Ref AWS::NoValue]}]") == []


def test_a_further_name_without_a_zone_is_caught() -> None:
    assert found(others="[www.example.com]") == [f"20:33 W9805 SubjectAlternativeNames 'www.example.com': {WAITS}"]
    assert found(others="['*.api.example.com']") == []


def test_names_that_are_written_alike_are_one() -> None:
    assert found("[{DomainName: !Ref Name, HostedZoneId: !Ref ZoneId}]", name="!Ref Name") == []
    assert found("[{DomainName: !Sub '${Name}', HostedZoneId: !Ref ZoneId}]", name="!Sub '*.${Name}'") == []


@pytest.mark.parametrize("options", ["!Ref Options", "[!Ref Option]", "[{DomainName: !Ref Name, HostedZoneId: Z1234}]"])
def test_what_is_not_known_may_be_right(options: str) -> None:
    assert found(options) == []


def test_other_ways_of_validation_and_certificates_of_other_services_are_left_alone() -> None:
    assert found("[]", method="EMAIL") == []
    assert found("[]", method="!Ref AWS::NoValue") == []
    assert found("[]", used="!ImportValue Certificate") == []


def test_a_zone_that_cannot_hold_the_record_is_caught() -> None:
    assert found("[{DomainName: api.example.org, HostedZoneId: !Ref Zone}]", name="api.example.org") == [
        "21:63 W9805 HostedZoneId '!Ref Zone': its name must be api.example.org or a domain above it: no other zone "
        "can hold its records (it is example.com)"
    ]
    assert found("[{DomainName: api.example.com, HostedZoneId: !Ref Zone}]") == []


def test_an_id_with_a_path_in_front_is_caught() -> None:
    assert found("[{DomainName: api.example.com, HostedZoneId: /hostedzone/Z0123456789ABC}]") == [
        "21:63 W9805 HostedZoneId '/hostedzone/Z0123456789ABC': must be the ID alone: write Z0123456789ABC"
    ]
