"""E9602 and W9615: versions of payload formats, by what answers."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Version: {Type: String}
  Either: {Type: String, AllowedValues: ["1.0", "2.0"]}
Conditions:
  IsHttp: !Equals [!Ref Either, "1.0"]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
"""
FUNCTION = "IntegrationType: AWS_PROXY"
SERVICE = "IntegrationType: AWS_PROXY, IntegrationSubtype: SQS-SendMessage"
HTTP = "IntegrationType: HTTP_PROXY"
PRIVATE = "IntegrationType: HTTP_PROXY, ConnectionType: VPC_LINK"


def with_(kind: str, version: str = "") -> str:
    lines = [*kind.split(", "), *([f"PayloadFormatVersion: {version}"] if version else [])]
    return TEMPLATE + "".join(f"      {line}\n" for line in lines)


def test_no_version_of_a_function_is_caught_at_the_properties() -> None:
    assert findings(with_(FUNCTION), "E9602") == [
        '12:5 E9602 Integration has no PayloadFormatVersion: HTTP APIs need it: write "2.0", or "1.0"'
    ]


@pytest.mark.parametrize("kind", [SERVICE, HTTP, PRIVATE])
def test_no_version_of_others_is_a_warning(kind: str) -> None:
    assert findings(with_(kind), "E9602", "W9615") == [
        '12:5 W9615 Integration has no PayloadFormatVersion: HTTP APIs need it: write "1.0"'
    ]


@pytest.mark.parametrize("kind", [SERVICE, HTTP, PRIVATE])
def test_two_is_for_functions_alone(kind: str) -> None:
    line = 15 + kind.count(",")
    assert findings(with_(kind, '"2.0"'), "E9602") == [
        f"{line}:7 E9602 PayloadFormatVersion '2.0': only functions take it: write \"1.0\""
    ]
    assert findings(with_(kind, '"1.0"'), "E9602") == []


@pytest.mark.parametrize("version", ["2", '"v2"', "3.0", '""'])
def test_a_version_that_there_is_not_is_caught(version: str) -> None:
    shown = version.strip('"')
    assert findings(with_(FUNCTION, version), "E9602") == [
        f'15:7 E9602 PayloadFormatVersion \'{shown}\': there is no such version: write "2.0", or "1.0"'
    ]


@pytest.mark.parametrize("version", ["2.0", '"1.0"', "!Ref Version", "!Ref Either", "!ImportValue Version", "[2.0]"])
def test_a_version_that_is_valid_or_not_known_is_left_alone(version: str) -> None:
    assert findings(with_(FUNCTION, version), "E9602") == []


def test_a_version_fits_its_type_in_each_branch() -> None:
    kind = "IntegrationType: !If [IsHttp, HTTP_PROXY, AWS_PROXY]"
    fitting = with_(kind.replace(", ", ",")) + '      PayloadFormatVersion: !If [IsHttp, "1.0", "2.0"]\n'
    turned = with_(kind.replace(", ", ",")) + '      PayloadFormatVersion: !If [IsHttp, "2.0", "1.0"]\n'
    chosen = with_(kind.replace(", ", ",")) + "      PayloadFormatVersion: !Ref Either\n"

    assert findings(fitting, "E9602") == []
    assert findings(chosen, "E9602") == []
    assert findings(turned, "E9602") == [
        "15:42 E9602 PayloadFormatVersion '2.0': only functions take it: write \"1.0\""
    ]


@pytest.mark.parametrize("kind", ["IntegrationType: !Ref Version", "Description: none"])
def test_nothing_is_said_of_what_has_no_known_type(kind: str) -> None:
    assert findings(with_(kind), "E9602") == []


def test_quick_create_has_a_version_of_its_own() -> None:
    text = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP, Target: https://example.com}
"""

    assert findings(text, "E9602", "W9615") == []


def test_an_operation_of_a_document_is_caught_in_it_and_events_of_sam_have_a_version() -> None:
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
                type: http_proxy
                httpMethod: GET
                uri: https://example.com
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        Get: {Type: HttpApi, Properties: {Path: /orders, Method: get}}
"""

    assert findings(text, "E9602", "W9615") == [
        '11:15 W9615 Api (integration of GET /health) has no PayloadFormatVersion: HTTP APIs need it: write "1.0"'
    ]
