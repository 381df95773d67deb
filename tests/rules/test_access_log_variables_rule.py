"""W9515: variables that HTTP APIs do not have."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      StageName: live
      AutoDeploy: true
      AccessLogSettings:
        DestinationArn: !Ref Logs
        Format: $context.requestId {variable}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: orders, ProtocolType: HTTP}}
"""


@pytest.mark.parametrize(
    ("variable", "hint"),
    [
        ("$context.identity.sourceIP", "; did you mean $context.identity.sourceIp?"),
        ("$context.authorizer.jwt.claims.sub", "; did you mean $context.authorizer.claims.sub?"),
    ],
)
def test_a_variable_that_is_none_is_caught(variable: str, hint: str) -> None:
    assert findings(TEMPLATE.format(variable=variable), "W9515") == [
        f"10:9 W9515 Format: {variable} is no variable of HTTP APIs{hint}"
    ]


@pytest.mark.parametrize("variable", ["$context.authorizer.claims.sub", "$context.authorizer.tenant", "context.foo"])
def test_variables_of_http_apis_are_left_alone(variable: str) -> None:
    assert findings(TEMPLATE.format(variable=variable), "W9515") == []


def test_the_variables_of_an_api_from_elsewhere_may_be_those_of_websockets() -> None:
    imported = TEMPLATE.replace("!Ref Api", "!ImportValue api")

    assert findings(imported.format(variable="$context.connectionId"), "W9515") == []
