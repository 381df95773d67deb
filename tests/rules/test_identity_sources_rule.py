"""E9306: which identity sources are caught, and where."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      Name: staff
      AuthorizerType: {kind}
      IdentitySource:
        - {source}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
"""


def found(source: str, kind: str = "REQUEST") -> list[str]:
    return findings(TEMPLATE.format(kind=kind, source=source), "E9306")


@pytest.mark.parametrize(
    "source",
    [
        "method.request.header.Authorization",
        "route.request.querystring.token",
        "request.header.Authorization",
        "$request.headers.Authorization",
        "$request.body",
        "$request.header.A, $request.header.B",
        "Authorization",
    ],
)
def test_what_is_no_expression_of_http_apis_is_caught(source: str) -> None:
    assert found(source) == [
        f"9:11 E9306 IdentitySource '{source}': must be $request.header.NAME, $request.querystring.NAME, "
        "$context.NAME or $stageVariables.NAME: write $request.header.Authorization"
    ]


@pytest.mark.parametrize(
    "source",
    [
        "$request.header.Authorization",
        "$request.querystring.token",
        "$context.routeKey",
        "$context.identity.sourceIp",
        "$stageVariables.tenant",
        "!ImportValue Source",
        "!Sub $request.header.${AWS::StackName}",
        "[nested]",
    ],
)
def test_what_is_one_or_is_not_known_is_left_alone(source: str) -> None:
    assert found(source) == []


def test_tokens_have_a_rule_of_their_own() -> None:
    assert found("$context.routeKey", kind="JWT") == []


BODY = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: orders, version: "1"}
        paths: {}
        components:
          securitySchemes:
            guard:
              type: apiKey
              x-amazon-apigateway-authorizer:
                type: request
                identitySource: $request.header.Authorization, method.request.header.Tenant
                authorizerUri: !ImportValue Uri
                authorizerPayloadFormatVersion: "2.0"
"""


def test_a_document_has_them_in_one_text() -> None:
    assert findings(BODY, "E9306") == [
        "15:17 E9306 IdentitySource 'method.request.header.Tenant': must be $request.header.NAME, "
        "$request.querystring.NAME, $context.NAME or $stageVariables.NAME: write $request.header.Authorization"
    ]
