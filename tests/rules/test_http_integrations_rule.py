"""E9606: URLs and the methods with which they are called."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Host: {Type: String}
  Name: {Type: String, Default: pets}
Conditions:
  IsPrivate: !Equals [!Ref Host, '']
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Function:
    Type: AWS::Lambda::Function
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
"""


def http(*lines: str) -> list[str]:
    return findings(TEMPLATE + "".join(f"      {line}\n" for line in lines), "E9606")


@pytest.mark.parametrize(
    ("uri", "shown", "problem"),
    [
        ("pets.example.com", None, "must begin with http:// or https://"),
        ("https://{shop}.example.com/", None, "can have variables only in its path: https://example.com/{name}"),
        ("https://pets.example.com/{proxy+}", None,
         "{proxy+}: in a URL a greedy variable is written without +, {proxy}"),
        ("!Sub 'https://${Name}.example.com/#pets'", "https://pets.example.com/#pets",
         "has a fragment (#), which is never sent to a server: leave it out"),
        ("!GetAtt Function.Arn", None,
         "is the function Function, which HTTP_PROXY cannot call: write IntegrationType AWS_PROXY"),
    ],
)  # fmt: skip
def test_a_url_that_cannot_be_called_is_caught(uri: str, shown: str | None, problem: str) -> None:
    assert http("IntegrationMethod: ANY", f"IntegrationUri: {uri}") == [
        f"18:7 E9606 IntegrationUri '{shown or uri}': {problem}"
    ]


def test_an_integration_needs_a_url_and_a_method() -> None:
    assert http() == [
        "14:5 E9606 Integration needs IntegrationMethod: write one, or ANY",
        "14:5 E9606 Integration needs IntegrationUri: the URL that it calls",
    ]


@pytest.mark.parametrize("method", ["get", "TRACE", "'*'"])
def test_a_method_that_there_is_not_is_caught(method: str) -> None:
    shown = method.strip("'")
    assert http(f"IntegrationMethod: {method}", "IntegrationUri: https://a.example") == [
        f"17:7 E9606 IntegrationMethod '{shown}': must be one of ANY, GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS"
    ]


@pytest.mark.parametrize(
    "uri",
    [
        "https://pets.example.com:8443/{id}?a=b",
        "http://203.0.113.7/{proxy}",
        "https://${stageVariables.host}/pets",
        "!Sub 'https://${!stageVariables.host}/${!stageVariables.path}'",
        "!Sub 'https://${Host}/{id}'",
        "!Ref Host",
        "!ImportValue Url",
        "!Join ['', ['https://', !Ref Host]]",
        "{a: b}",
    ],
)
def test_a_url_that_is_valid_or_not_known_is_left_alone(uri: str) -> None:
    assert http("IntegrationMethod: ANY", f"IntegrationUri: {uri}") == []


def test_a_vpc_link_has_no_url_and_needs_a_method_all_the_same() -> None:
    listener = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c"
    connection = "ConnectionType: !If [IsPrivate, VPC_LINK, INTERNET]"
    branches = f"IntegrationUri: !If [IsPrivate, '{listener}', 'https://a.example']"

    assert http("IntegrationMethod: ANY", connection, branches) == []
    assert http("ConnectionType: VPC_LINK", f"IntegrationUri: {listener}") == [
        "14:5 E9606 Integration needs IntegrationMethod: write one, or ANY"
    ]


def test_an_operation_of_a_document_is_caught_in_it() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /pets:
            get:
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: GET
                uri: pets.example.com
                payloadFormatVersion: "1.0"
"""

    assert findings(text) == ["14:17 E9606 IntegrationUri 'pets.example.com': must begin with http:// or https://"]
