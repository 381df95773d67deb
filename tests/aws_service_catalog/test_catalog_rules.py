"""Rules of template constraints: the functions and the parameters in them."""

from generator.aws_service_catalog import rules

CLAIM = {
    "Fn::And": [
        {"Fn::Contains": [["a", "b"], {"Ref": "Kind"}]},
        {"Fn::EachMemberIn": [
            {"Fn::ValueOfAll": ["AWS::EC2::Subnet::Id", "VpcId"]}, {"Fn::RefAll": "AWS::EC2::VPC::Id"}
        ]},
        {"Fn::Equals": [{"Fn::ValueOf": ["Subnet", "Tags.team"]}, "shop"]},
    ]
}  # fmt: skip


def test_every_function_in_a_claim_is_found_however_deep_it_stands() -> None:
    assert [*rules.functions(CLAIM)] == [
        "Fn::And",
        "Fn::Contains",
        "Ref",
        "Fn::EachMemberIn",
        "Fn::ValueOfAll",
        "Fn::RefAll",
        "Fn::Equals",
        "Fn::ValueOf",
    ]


def test_the_parameters_of_a_claim_are_those_that_it_names() -> None:
    assert [*rules.parameters(CLAIM)] == ["Kind", "Subnet"]


def test_what_gives_a_value_says_nothing_by_itself() -> None:
    assert {"Ref", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll"} == rules.FUNCTIONS - rules.TRUTH
