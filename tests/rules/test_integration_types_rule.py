"""E9601: types of integrations, where the protocol is known to be HTTP."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Type: {{Type: String}}
  Either: {{Type: String, AllowedValues: [HTTP_PROXY, MOCK]}}
Conditions:
  IsMocked: !Equals [!Ref Either, MOCK]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: {protocol}}}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: {type}
"""
MESSAGE = (
    "E9601 IntegrationType '{}': HTTP APIs have AWS_PROXY, for functions and services of AWS, and HTTP_PROXY, "
    "for URLs and VPC links"
)


@pytest.mark.parametrize("name", ["AWS", "HTTP", "MOCK", "aws_proxy"])
def test_a_type_that_http_apis_do_not_have_is_caught_where_it_stands(name: str) -> None:
    assert findings(TEMPLATE.format(protocol="HTTP", type=name), "E9601") == [f"14:7 {MESSAGE.format(name)}"]


def test_the_branch_of_a_condition_and_a_value_that_a_parameter_allows_are_caught() -> None:
    text = TEMPLATE.format(protocol="HTTP", type="!If [IsMocked, MOCK, HTTP_PROXY]")
    assert findings(text, "E9601") == [f"14:39 {MESSAGE.format('MOCK')}"]
    assert findings(TEMPLATE.format(protocol="HTTP", type="!Ref Either"), "E9601") == [f"14:7 {MESSAGE.format('MOCK')}"]


@pytest.mark.parametrize("name", ["AWS_PROXY", "HTTP_PROXY", "!Ref Type", "!ImportValue Type", "{a: b}", "null"])
def test_a_type_that_is_valid_or_not_known_is_left_alone(name: str) -> None:
    assert findings(TEMPLATE.format(protocol="HTTP", type=name), "E9601") == []


def test_websocket_apis_have_the_other_types() -> None:
    assert findings(TEMPLATE.format(protocol="WEBSOCKET", type="MOCK")) == []


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
          /health:
            get:
              x-amazon-apigateway-integration:
                type: mock
"""

    assert findings(text, "E9601") == [f"12:17 {MESSAGE.format('MOCK')}"]


def test_a_document_may_have_small_letters_wherever_they_come_from() -> None:
    text = """\
Parameters:
  Type: {Type: String, Default: http_proxy}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        paths:
          /health:
            get:
              x-amazon-apigateway-integration: {type: !Ref Type, httpMethod: GET}
"""

    assert findings(text, "E9601", "E9606") == [
        "12:15 E9606 Api (integration of GET /health) needs IntegrationUri: the URL that it calls"
    ]
