"""W9613: names of servers, and where they are verified."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Link: {Type: String, Default: a1b2c3}
Conditions:
  HasLink: !Not [!Equals [!Ref Link, '']]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
"""
DROPPED = "TlsConfig is dropped without a VPC link: remove it"
HTTP, PRIVATE = "IntegrationType: HTTP_PROXY", "ConnectionType: VPC_LINK"


def tls(*lines: str) -> list[str]:
    return findings(TEMPLATE + "".join(f"      {line}\n" for line in lines), "W9613")


@pytest.mark.parametrize("kind", [HTTP, "IntegrationType: AWS_PROXY"])
def test_a_name_that_is_not_verified_is_caught(kind: str) -> None:
    assert tls(kind, "TlsConfig: {ServerNameToVerify: a.example}") == [f"14:7 W9613 {DROPPED}"]


def test_a_name_that_is_no_host_is_caught_behind_a_vpc_link() -> None:
    assert tls(HTTP, PRIVATE, "TlsConfig: {ServerNameToVerify: https://a.example}") == [
        "15:19 W9613 ServerNameToVerify 'https://a.example': must be a host name alone, without https://, a port or a "
        "path: write backend.example.com"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (HTTP, PRIVATE, "TlsConfig: {ServerNameToVerify: a.example}"),
        (HTTP, PRIVATE, "TlsConfig: {ServerNameToVerify: !Ref AWS::StackName}"),
        (HTTP, PRIVATE, "TlsConfig: {}"),
        (HTTP, "ConnectionType: !ImportValue Type", "TlsConfig: {ServerNameToVerify: a.example}"),
        (HTTP, "TlsConfig: !Ref AWS::NoValue"),
    ],
)
def test_what_is_valid_or_not_known_is_left_alone(lines: tuple[str, ...]) -> None:
    assert tls(*lines) == []


def test_a_name_that_is_there_with_the_vpc_link_alone_is_left_alone() -> None:
    connection = "ConnectionType: !If [HasLink, VPC_LINK, INTERNET]"
    config = "{ServerNameToVerify: a.example}"

    assert tls(HTTP, connection, f"TlsConfig: !If [HasLink, {config}, !Ref AWS::NoValue]") == []
    assert tls(HTTP, connection, f"TlsConfig: {config}") == [f"15:7 W9613 {DROPPED}"]
