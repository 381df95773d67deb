"""E9302: what REQUEST authorizers lack, and where that is told."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Conditions:
  IsSimple: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      Name: staff
      AuthorizerType: REQUEST
      AuthorizerUri: {uri}
      AuthorizerPayloadFormatVersion: {version}
      EnableSimpleResponses: {simple}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
"""


def found(uri: str = "!ImportValue Uri", version: str = "'2.0'", simple: str = "false") -> list[str]:
    return findings(TEMPLATE.format(uri=uri, version=version, simple=simple), "E9302")


def test_a_function_is_needed() -> None:
    assert found(uri="!Ref AWS::NoValue") == [
        "10:7 E9302 AuthorizerUri is missing: a REQUEST authorizer needs the function that decides"
    ]


def test_a_format_is_needed() -> None:
    assert found(version="!Ref AWS::NoValue") == [
        '11:7 E9302 AuthorizerPayloadFormatVersion is missing: write "2.0", or "1.0" for a function of a REST API'
    ]


@pytest.mark.parametrize("version", ["'3.0'", "2", "v2.0"])
def test_there_are_two_formats(version: str) -> None:
    written = version.strip("'")

    assert found(version=version) == [
        f"11:7 E9302 AuthorizerPayloadFormatVersion '{written}': must be 1.0 or 2.0",
    ]


@pytest.mark.parametrize("simple", ["true", "'true'", "!If [IsSimple, true, false]"])
def test_simple_answers_are_of_the_second_format(simple: str) -> None:
    assert found(version="'1.0'", simple=simple) == [
        "12:7 E9302 EnableSimpleResponses 'true': needs AuthorizerPayloadFormatVersion 2.0: "
        "with 1.0 a function answers with a policy"
    ]


@pytest.mark.parametrize(
    ("version", "simple"),
    [
        ("2.0", "true"),
        ("'1.0'", "false"),
        ("'1.0'", "!Ref AWS::NoValue"),
        ("'1.0'", "!ImportValue Simple"),
        ("!ImportValue Version", "true"),
        ("!If [IsSimple, '2.0', '1.0']", "!If [IsSimple, true, false]"),
        ("[2.0]", "{}"),
    ],
)
def test_what_fits_or_is_not_known_is_left_alone(version: str, simple: str) -> None:
    assert found(version=version, simple=simple) == []


def test_jwt_authorizers_and_those_of_websocket_apis_have_no_format() -> None:
    other = TEMPLATE.format(uri="!ImportValue Uri", version="!Ref AWS::NoValue", simple="false")

    assert len(findings(other, "E9302")) == 1
    assert findings(other.replace("REQUEST", "JWT"), "E9302") == []
    assert findings(other.replace("HTTP}", "WEBSOCKET}"), "E9302") == []


def test_an_api_from_elsewhere_may_be_one_for_websocket_unless_a_route_says_otherwise() -> None:
    template = TEMPLATE.format(uri="!ImportValue Uri", version="!Ref AWS::NoValue", simple="false")
    foreign = template.replace("!Ref Api", "!ImportValue Other")
    route = "  Route: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !ImportValue Other, RouteKey: %s}}\n"

    assert findings(foreign, "E9302") == []
    assert findings(foreign + route % "$default", "E9302") == []
    assert len(findings(foreign + route % "GET /", "E9302")) == 1
