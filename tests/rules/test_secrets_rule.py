"""W9909: secrets in environments and in defaults."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Token: {{Type: String, NoEcho: true, Default: {default}}}
  Plain: {{Type: String, Default: c0rrect-h0rse}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::{kind}
    Properties: {{Name: api, ProtocolType: HTTP}}
  Client:
    Type: AWS::Cognito::UserPoolClient
    Properties: {{UserPoolId: !ImportValue Pool}}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          {name}: {value}
"""
WAY_OUT = "and whoever may read the function would read it: keep it in Secrets Manager, and pass its ARN"
BY_NAME = "looks like a secret, going by its name (what is none can come from a parameter)"


def found(value: str, name: str = "SETTING", *, default: str = "''", kind: str = "Api") -> list[str]:
    return findings(TEMPLATE.format(value=value, name=name, default=default, kind=kind), "W9909")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("DB_PASSWORD", "c0rrect-h0rse", BY_NAME),
        ("BACKUP", "AKIAIOSFODNN7EXAMPLE", "looks like an access key of AWS"),  # AWS's own example
        ("URL", "!Sub 'https://app:c0rrect@${AWS::Region}.example.com'", "looks like a URL with a password"),
        ("SETTING", "'{{resolve:secretsmanager:shop}}'", "is resolved to a secret when it is deployed"),
        ("SETTING", "!Ref Token", "holds the parameter Token, which NoEcho hides"),
        ("SETTING", "!Sub 'Bearer ${Token}'", "holds the parameter Token, which NoEcho hides"),
        ("SETTING", "!GetAtt Client.ClientSecret", "holds the ClientSecret of Client"),
    ],
)
def test_a_secret_in_an_environment_is_caught_and_not_shown(name: str, value: str, why: str) -> None:
    assert found(value, name) == [f"16:11 W9909 {name} {why}, {WAY_OUT}"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DB_PASSWORD", "!Ref Plain"),
        ("DB_PASSWORD", "!ImportValue Password"),
        ("DB_SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db-AbCdEf"),
        ("PASSWORD_MIN_LENGTH", "'12'"),
        ("CLIENT_ID", "!Ref Client"),
        ("SETTING", "'{{resolve:ssm:/shop/level}}'"),
        ("SETTING", "{a: b}"),
    ],
)
def test_what_is_no_secret_is_left_alone(name: str, value: str) -> None:
    assert found(value, name) == []


def test_the_default_of_a_hidden_parameter_is_caught_where_it_stands() -> None:
    hidden = "2:39 W9909 Token is hidden by NoEcho, but its default stands in the template: leave the default out"

    assert found("x", default="c0rrect-h0rse") == [hidden]
    assert found("!Ref Token", default="c0rrect-h0rse") == [
        hidden,
        f"16:11 W9909 SETTING holds the parameter Token, which NoEcho hides, {WAY_OUT}",
    ]


def test_a_template_without_an_http_api_is_left_alone() -> None:
    assert found("c0rrect-h0rse", "DB_PASSWORD", default="x", kind="VpcLink") == []


def test_functions_of_sam_are_looked_at() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "def handler(event, context): pass"
      Handler: index.handler
      Runtime: python3.14
      Environment:
        Variables:
          DB_PASSWORD: c0rrect-h0rse
      Events: {List: {Type: HttpApi}}
"""
    assert findings(text, "W9909") == [f"11:11 W9909 DB_PASSWORD {BY_NAME}, {WAY_OUT}"]
