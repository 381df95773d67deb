"""W9512: client certificates of stages."""

from __future__ import annotations

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api: {{Type: AWS::ApiGatewayV2::Api, Properties: {{ProtocolType: {protocol}}}}}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {{ApiId: !Ref Api, StageName: live, AutoDeploy: true, ClientCertificateId: {certificate}}}
"""


def found(certificate: str, protocol: str = "HTTP") -> list[str]:
    return findings(TEMPLATE.format(certificate=certificate, protocol=protocol), "W9512")


def test_a_certificate_is_caught() -> None:
    assert found("!Ref Certificate") == [
        "5:70 W9512 ClientCertificateId '!Ref Certificate': an HTTP API shows no certificate to its backend: leave it "
        "out"
    ]


def test_none_and_those_of_websocket_apis_are_left_alone() -> None:
    assert found("!Ref AWS::NoValue") == []
    assert found("abc", protocol="WEBSOCKET") == []
