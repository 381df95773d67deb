"""E9309: which types of authorizers are caught."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Kind: {{Type: String, AllowedValues: [JWT, REQUEST]}}
Resources:
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !ImportValue Api
      Name: staff
      AuthorizerType: {kind}
"""


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("TOKEN", ": write REQUEST"),
        ("COGNITO_USER_POOLS", ": write JWT"),
        ("jwt", ": write JWT"),
        ("CUSTOM", ": write REQUEST"),
        ("OAUTH", ""),
    ],
)
def test_what_is_no_type_of_http_apis_is_caught(kind: str, advice: str) -> None:
    assert findings(TEMPLATE.format(kind=kind), "E9309") == [
        f"9:7 E9309 AuthorizerType '{kind}': must be REQUEST or JWT{advice}"
    ]


@pytest.mark.parametrize("kind", ["JWT", "REQUEST", "!Ref Kind", "!ImportValue Kind", "!Ref AWS::NoValue", "[JWT]"])
def test_what_is_one_or_is_not_known_is_left_alone(kind: str) -> None:
    assert findings(TEMPLATE.format(kind=kind), "E9309") == []
