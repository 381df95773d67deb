"""E9614: how integrations name roles."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  RoleArn: {{Type: String}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Role:
    Type: AWS::IAM::Role
  Function:
    Type: AWS::Lambda::Function
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      CredentialsArn: {role}
"""


@pytest.mark.parametrize(
    ("role", "problem"),
    [
        ("!Ref Role", "must be an ARN, but !Ref Role is its name: write !GetAtt Role.Arn"),
        ("!GetAtt Role.RoleId", "must be an ARN, but !GetAtt Role.RoleId is its RoleId: write !GetAtt Role.Arn"),
        ("!GetAtt Function.Arn", "must be the ARN of a role: Function is an AWS::Lambda::Function"),
    ],
)
def test_what_is_no_arn_of_a_role_is_caught(role: str, problem: str) -> None:
    assert findings(TEMPLATE.format(role=role), "E9614") == [f"15:7 E9614 CredentialsArn '{role}': {problem}"]


@pytest.mark.parametrize(
    "role",
    [
        "!GetAtt Role.Arn",
        "!Ref RoleArn",
        "!Sub 'arn:aws:iam::${AWS::AccountId}:role/${Role}'",
        "arn:aws:iam::*:user/*",
        "!ImportValue Role",
        "!Ref AWS::NoValue",
    ],
)
def test_what_is_an_arn_or_not_known_is_left_alone(role: str) -> None:
    assert findings(TEMPLATE.format(role=role), "E9614") == []


def test_quick_create_is_caught_at_the_api() -> None:
    text = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: api
      Target: !ImportValue Function
      CredentialsArn: !Ref Role
  Role:
    Type: AWS::IAM::Role
"""

    assert findings(text, "E9614") == [
        "7:7 E9614 CredentialsArn '!Ref Role': must be an ARN, but !Ref Role is its name: write !GetAtt Role.Arn"
    ]
