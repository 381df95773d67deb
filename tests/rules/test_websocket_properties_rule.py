"""W9609: what WebSocket APIs alone have."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: {protocol}}}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      {property}
"""
PROPERTIES = {
    "ContentHandlingStrategy": "CONVERT_TO_TEXT",
    "PassthroughBehavior": "WHEN_NO_MATCH",
    "RequestTemplates": "{application/json: '{}'}",
    "TemplateSelectionExpression": "$default",
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_each_is_caught_on_an_http_api_alone(name: str) -> None:
    written = f"{name}: {PROPERTIES[name]}"

    assert findings(TEMPLATE.format(protocol="HTTP", property=written), "W9609") == [
        f"10:7 W9609 {name} is for WebSocket APIs: remove it"
    ]
    assert findings(TEMPLATE.format(protocol="WEBSOCKET", property=written)) == []


@pytest.mark.parametrize("api", ["!ImportValue Api", "!Ref Elsewhere"])
def test_an_api_that_may_be_one_of_websocket_is_left_alone(api: str) -> None:
    text = TEMPLATE.format(protocol="HTTP", property="PassthroughBehavior: NEVER").replace("!Ref Api", api)

    assert findings(text, "W9609", "E9601", "E9602") == []


def test_one_from_elsewhere_is_known_by_its_routes() -> None:
    text = (
        TEMPLATE.format(protocol="HTTP", property="PassthroughBehavior: NEVER")
        + """\
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: GET /}
"""
    )

    assert findings(text.replace("!Ref Api", "!ImportValue Api"), "W9609") == [
        "10:7 W9609 PassthroughBehavior is for WebSocket APIs: remove it"
    ]


def test_nothing_is_said_of_what_is_not_there_or_of_a_document_which_may_be_an_export() -> None:
    document = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        paths:
          /pets:
            get:
              x-amazon-apigateway-integration: {type: http_proxy, passthroughBehavior: when_no_match}
"""

    assert findings(TEMPLATE.format(protocol="HTTP", property="RequestTemplates: !Ref AWS::NoValue"), "W9609") == []
    assert findings(document, "W9609") == []
