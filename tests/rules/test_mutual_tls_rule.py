"""W9807: mutual TLS, and the endpoint that does not know it."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Truststore: {{Type: String, Default: ''}}
Conditions:
  IsMutual: !Not [!Equals [!Ref Truststore, '']]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: api
      ProtocolType: HTTP
      DisableExecuteApiEndpoint: {off}
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: api.example.com
      MutualTlsAuthentication: {mutual}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {{ApiId: !Ref {api}, DomainName: !Ref Domain, Stage: live}}
"""
STORE = "{TruststoreUri: 's3://certificates/all.pem'}"
WAY_OUT = (
    "W9807 api.example.com asks clients for a certificate, the default endpoint of Api does not: set "
    "DisableExecuteApiEndpoint to true"
)


def found(off: str, mutual: str = STORE, api: str = "Api") -> list[str]:
    return findings(TEMPLATE.format(off=off, mutual=mutual, api=api), "W9807")


def test_an_endpoint_beside_mutual_tls_is_caught() -> None:
    assert found("false") == [f"11:7 {WAY_OUT}"]
    assert found("!Ref AWS::NoValue") == [f"11:7 {WAY_OUT}"]


def test_an_endpoint_that_is_there_only_without_mutual_tls_is_left_alone() -> None:
    mutual = f"!If [IsMutual, {STORE}, !Ref AWS::NoValue]"

    assert found("!If [IsMutual, true, false]", mutual) == []
    assert found("!If [IsMutual, false, true]", mutual) == [f"11:7 {WAY_OUT}"]


@pytest.mark.parametrize(
    ("off", "mutual", "api"),
    [
        ("true", STORE, "Api"),
        ("'true'", STORE, "Api"),
        ("!ImportValue Off", STORE, "Api"),
        ("false", "!Ref AWS::NoValue", "Api"),
        ("false", STORE, "OtherApi"),
    ],
)
def test_a_disabled_endpoint_and_other_domains_are_left_alone(off: str, mutual: str, api: str) -> None:
    assert found(off, mutual, api) == []


def test_a_document_disables_the_endpoint_as_well() -> None:
    text = TEMPLATE.format(off="!Ref AWS::NoValue", mutual=STORE, api="Api").replace(
        "ProtocolType: HTTP",
        "Body:\n"
        "        openapi: 3.0.1\n"
        "        paths: {}\n"
        "        servers: [{x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true}}]",
    )

    assert findings(text, "W9807") == []
    assert findings(text.replace("Endpoint: true", "Endpoint: false"), "W9807") == [f"13:65 {WAY_OUT}"]


def test_an_api_of_sam_is_caught_where_the_user_wrote_it() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Domain:
        DomainName: api.example.com
        CertificateArn: !ImportValue Certificate
        MutualTlsAuthentication: {TruststoreUri: 's3://certificates/all.pem'}
"""
    closed = text.replace("Domain:\n", "DisableExecuteApiEndpoint: true\n      Domain:\n", 1)

    assert findings(text, "W9807") == [f"5:5 {WAY_OUT}"]
    assert findings(closed, "W9807") == []
