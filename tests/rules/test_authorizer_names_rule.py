"""E9307: which names of authorizers are caught."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Name: {{Type: String}}
Conditions:
  IsNew: !Equals [!Ref AWS::Region, eu-central-1]
  IsOld: !Not [!Condition IsNew]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  First:
    Type: AWS::ApiGatewayV2::Authorizer
    Condition: {condition}
    Properties: {{ApiId: !Ref Api, AuthorizerType: REQUEST, Name: {first}}}
  Second:
    Type: AWS::ApiGatewayV2::Authorizer
    Condition: IsOld
    Properties: {{ApiId: {api}, AuthorizerType: REQUEST, Name: {second}}}
"""


def found(first: str, second: str, condition: str = "IsOld", api: str = "!Ref Api") -> list[str]:
    return findings(TEMPLATE.format(first=first, second=second, condition=condition, api=api), "E9307")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("staff", "staff"),
        ("!Ref Name", "!Ref Name"),
        ("!Sub '${AWS::StackName}-staff'", "${AWS::StackName}-staff"),
        ("!ImportValue Name", '{"Fn::ImportValue": "Name"}'),
    ],
)
def test_two_of_one_name_are_caught(name: str, shown: str) -> None:
    (finding,) = found(name, name)

    assert finding.endswith(f" E9307 Name '{shown}': is that of First, too: give it another")
    assert finding.startswith("17:60 ")


def test_names_that_differ_or_are_not_known_to_be_equal_are_left_alone() -> None:
    assert found("staff", "Staff") == []
    assert found("staff", "!Ref Name") == []
    assert found("!Ref Name", "!ImportValue Name") == []


def test_what_cannot_be_there_at_once_may_have_one_name() -> None:
    assert found("staff", "staff", condition="IsNew") == []


def test_another_api_may_have_the_name_too() -> None:
    assert found("staff", "staff", api="!ImportValue Other") == []


def test_a_name_has_a_length() -> None:
    assert found("a" * 128, "b" * 129) == [f"17:60 E9307 Name '{'b' * 129}': must have 1 to 128 characters"]
