"""E9106: stages with one name, in one API."""

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Name: {{Type: String, AllowedValues: [live, test]}}
Resources:
  One:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {{ApiId: !Ref Api, StageName: {one}}}
  Two:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {{ApiId: !Ref {api}, StageName: {two}}}
"""


def found(one: str, two: str, api: str = "Api") -> list[str]:
    return findings(TEMPLATE.format(one=one, two=two, api=api), "E9106")


def test_a_name_that_is_taken_is_caught_at_the_second_stage() -> None:
    assert found("live", "!Sub live") == [
        "9:35 E9106 StageName 'live' is that of One, too: remove one of them, or choose another name"
    ]


def test_names_that_may_be_the_same_are_caught_and_names_that_cannot_be_are_not() -> None:
    assert len(found("live", "!Ref Name")) == 1
    assert found("prod", "!Ref Name") == []
    assert found("live", "!ImportValue Name") == []


def test_stages_of_several_apis_may_have_one_name() -> None:
    assert found("live", "live", api="OtherApi") == []
