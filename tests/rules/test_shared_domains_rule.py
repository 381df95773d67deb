"""E9809: domains of HTTP APIs and WebSocket APIs."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: orders, ProtocolType: HTTP}}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {{ApiId: !Ref Api, DomainName: api.example.com, Stage: live}}
  Sockets:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: news, ProtocolType: WEBSOCKET}}
  SocketMapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {{ApiId: {api}, DomainName: {domain}, Stage: live, ApiMappingKey: news}}
"""


def found(api: str = "!Ref Sockets", domain: str = "api.example.com") -> list[str]:
    return findings(TEMPLATE.format(api=api, domain=domain), "E9809")


@pytest.mark.parametrize("api", ["!Ref Sockets", "!GetAtt Sockets.ApiId"])
def test_a_websocket_api_on_the_domain_of_an_http_api_is_caught(api: str) -> None:
    column = 27 + len(api)
    assert found(api) == [
        f"13:{column} E9809 DomainName 'api.example.com': Mapping maps an HTTP API to it: give the WebSocket API a "
        "domain of its own"
    ]


def test_another_domain_another_api_and_what_is_not_known_are_left_alone() -> None:
    assert found(domain="ws.example.com") == []
    assert found(domain="!ImportValue Domain") == []
    assert found(api="!Ref Api") == []
    assert found(api="!ImportValue Sockets") == []
