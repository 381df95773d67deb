"""E9812: alias records of custom domains."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties: {{DomainName: api.example.com}}
  Record:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: api.example.com
      Type: A
      AliasTarget:
        DNSName: {name}
        HostedZoneId: !GetAtt Domain.RegionalHostedZoneId
"""
TARGET = "!GetAtt Domain.RegionalDomainName"


def found(name: str = TARGET) -> list[str]:
    return findings(TEMPLATE.format(name=name), "E9812")


def test_the_name_of_the_domain_is_no_target() -> None:
    assert found("!Ref Domain") == [
        "15:9 E9812 DNSName '!Ref Domain': this is no address of API Gateway: write !GetAtt Domain.RegionalDomainName"
    ]


@pytest.mark.parametrize(
    "name", ["!GetAtt Api.ApiEndpoint", "!Sub '${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}'"]
)
def test_the_address_of_an_api_is_no_target(name: str) -> None:
    (finding,) = found(name)

    assert finding.startswith("15:9 E9812 DNSName '")
    assert finding.endswith(
        "this is the address of one API, and not of a custom domain: write !GetAtt of its RegionalDomainName"
    )


def test_what_is_right_or_not_known_is_left_alone() -> None:
    assert found() == []
    assert found("!ImportValue Target") == []
    assert found("www.example.com") == []
    assert found("!Sub '${Other}.execute-api.${AWS::Region}.amazonaws.com'") == []


def test_records_in_groups_are_looked_at() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Domain: {Type: AWS::ApiGatewayV2::DomainName, Properties: {DomainName: api.example.com}}
  Records:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: example.com.
      RecordSets:
      - Name: api.example.com
        Type: AAAA
        AliasTarget: {DNSName: !Ref Domain, HostedZoneId: !GetAtt Domain.RegionalHostedZoneId}
"""
    assert findings(text, "E9812") == [
        "11:23 E9812 DNSName '!Ref Domain': this is no address of API Gateway: write !GetAtt Domain.RegionalDomainName"
    ]


@pytest.mark.parametrize("zone", ["Z0123456789ABCDEFGHIJ", "!Ref Zone"])
def test_an_alias_in_the_zone_of_its_record_is_caught(zone: str) -> None:
    text = TEMPLATE.format(name=TARGET).replace("HostedZoneName: example.com.", f"HostedZoneId: {zone}")
    wrong = text.replace("!GetAtt Domain.RegionalHostedZoneId", zone)

    assert findings(text, "E9812") == []
    assert [found.partition(" ")[2] for found in findings(wrong, "E9812")] == [
        f"E9812 HostedZoneId '{zone}': is the zone of the record, and not the one of API Gateway that the domain is in"
        ": write !GetAtt Domain.RegionalHostedZoneId"
    ]
