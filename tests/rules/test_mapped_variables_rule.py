"""W9612: variables of paths and stages."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Host: {Type: String}
  IsOn: {Type: String, AllowedValues: ['yes', 'no']}
Conditions:
  Given: !Equals [!Ref IsOn, 'yes']
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Api, StageName: $default, StageVariables: VARIABLES}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      INTEGRATION
  Get:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: 'GET /pets/{id}', Target: !Sub 'integrations/${Integration}'}
  Put:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: 'PUT /pets/{id}', Target: !Sub 'integrations/${Integration}'}
  Other:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: $default}
"""


def variables(integration: str, stage: str = "{host: a}") -> list[str]:
    return findings(TEMPLATE.replace("INTEGRATION", integration).replace("VARIABLES", stage), "W9612")


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("https://a.example/{pet}", "pet"),
        ("!Sub 'https://${Host}/{ID}'", "ID"),
        ("!Join ['', ['https://', !Ref Host, '/{pet}']]", "pet"),
    ],
)
def test_a_url_with_a_variable_that_the_route_has_not_is_caught_once(uri: str, name: str) -> None:
    assert variables(f"IntegrationUri: {uri}") == [
        f"18:7 W9612 {{{name}}} is no variable of the path of 'GET /pets/{{id}}', a route of this integration"
    ]


def test_a_mapping_is_caught_where_it_stands() -> None:
    assert variables("RequestParameters: {'overwrite:path': '/${request.path.id}/${request.path.pet}'}") == [
        "18:27 W9612 {pet} is no variable of the path of 'GET /pets/{id}', a route of this integration"
    ]


def test_a_variable_that_the_stage_does_not_declare_is_caught_in_urls_and_in_mappings() -> None:
    message = "colour is no variable of Stage, which needs it in StageVariables"

    assert variables("IntegrationUri: https://${stageVariables.colour}.example") == [f"18:7 W9612 {message}"]
    assert variables("IntegrationUri: !Sub 'https://${!stageVariables.colour}.${Host}'") == [f"18:7 W9612 {message}"]
    assert variables("RequestParameters: {'append:header.x': $stageVariables.colour}") == [f"18:27 W9612 {message}"]
    assert variables("IntegrationUri: https://${stageVariables.colour}.example", "!Ref AWS::NoValue") == [
        f"18:7 W9612 {message}"
    ]


@pytest.mark.parametrize(
    ("integration", "stage"),
    [
        ("IntegrationUri: https://a.example/{id}", "{}"),
        ("IntegrationUri: https://${stageVariables.host}/{id}", "{host: a}"),
        ("IntegrationUri: https://${stageVariables.host}/{id}", "!Ref Host"),
        ("IntegrationUri: https://${stageVariables.host}/{id}", "{'Fn::Transform': {Name: Variables}}"),
        ("IntegrationUri: !Sub 'https://a.example/{${Host}}'", "{}"),
        ("RequestParameters: {'append:header.x': $request.path.id}", "{}"),
        ("RequestParameters: {'append:header.x': $request.path}", "{}"),
        ("IntegrationUri: !ImportValue Url", "{}"),
    ],
)
def test_what_is_there_or_not_known_is_left_alone(integration: str, stage: str) -> None:
    assert variables(integration, stage) == []


def test_a_url_and_a_stage_that_cannot_be_at_once_are_left_alone() -> None:
    uri = "IntegrationUri: !If [Given, 'https://${stageVariables.host}', 'https://a.example']"

    assert variables(uri, "!If [Given, {host: a}, {}]") == []
    assert variables(uri, "!If [Given, {}, {host: a}]") == [
        "18:35 W9612 host is no variable of Stage, which needs it in StageVariables"
    ]


def test_a_route_to_another_integration_does_not_count_and_default_has_no_variables() -> None:
    text = TEMPLATE.replace("INTEGRATION", "IntegrationUri: https://a.example/{proxy}").replace("VARIABLES", "{}")
    text = text.replace("'integrations/${Integration}'", "'integrations/abc'")

    assert findings(text, "W9612") == []
    assert findings(
        text.replace("RouteKey: $default", "RouteKey: $default, Target: !Sub 'integrations/${Integration}'"), "W9612"
    ) == ["18:7 W9612 {proxy} is no variable of the path of '$default', a route of this integration"]


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
          /pets/{id}:
            get:
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: GET
                uri: https://a.example/{pet}
                payloadFormatVersion: "1.0"
"""

    assert findings(text) == [
        "14:17 W9612 {pet} is no variable of the path of 'GET /pets/{id}', a route of this integration"
    ]
