"""The stack set, as exact dicts: what is asked for, and nothing that is not."""

from typing import Any

import pytest

from generator.resources import stack_sets
from tests.support import Project, by_id

_KEY = "demo/product-abc.yaml"


def built(project: Project, settings: str, more: str = "") -> dict[str, Any]:
    text = f"functions: {{hello: lambda_code/hello}}\n{more}stack_set: {{{settings}}}\n"
    return by_id(stack_sets.build(project.spec(text), _KEY, ["CAPABILITY_IAM"]))


def test_the_smallest_stack_set_says_no_more_than_it_must(project: Project) -> None:
    settings = 'permission_model: SELF_MANAGED, bucket: code, accounts: ["123456789012"], regions: [eu-central-1]'

    assert built(project, settings) == {
        "StackSet": {
            "Type": "AWS::CloudFormation::StackSet",
            "Properties": {
                "StackSetName": "demo",
                "TemplateURL": {"Fn::Sub": f"https://s3.${{AWS::Region}}.${{AWS::URLSuffix}}/code/{_KEY}"},
                "Capabilities": ["CAPABILITY_IAM"],
                "PermissionModel": "SELF_MANAGED",
                "StackInstancesGroup": [
                    {"DeploymentTargets": {"Accounts": ["123456789012"]}, "Regions": ["eu-central-1"]}
                ],
            },
        },
        "StackSetId": {"Description": "The ID of the stack set", "Value": {"Ref": "StackSet"}},
    }


def test_a_service_managed_one_says_what_becomes_of_accounts_that_join(project: Project) -> None:
    settings = "permission_model: SERVICE_MANAGED, bucket: code, organizational_unit_ids: [r-ab12], regions: [a]"

    properties = built(project, settings)["StackSet"]["Properties"]

    assert properties["AutoDeployment"] == {"Enabled": False}
    assert properties["StackInstancesGroup"] == [
        {"DeploymentTargets": {"OrganizationalUnitIds": ["r-ab12"]}, "Regions": ["a"]}
    ]


def test_values_of_parameters_are_texts_unless_they_are_functions(project: Project) -> None:
    settings = (
        "permission_model: SELF_MANAGED, bucket: code, stack_instances_group: "
        "[{accounts: ['123456789012'], regions: [a], parameter_overrides: {Size: 2.5}}], "
        "parameters: {Size: 10, Name: !ImportValue Name}"
    )
    parameters = "parameters: {Size: {type: Number}, Name: {type: String}}\n"

    properties = built(project, settings, parameters)["StackSet"]["Properties"]

    assert properties["Parameters"] == [
        {"ParameterKey": "Size", "ParameterValue": "10"},
        {"ParameterKey": "Name", "ParameterValue": {"Fn::ImportValue": "Name"}},
    ]
    assert properties["StackInstancesGroup"][0]["ParameterOverrides"] == [
        {"ParameterKey": "Size", "ParameterValue": "2.5"}
    ]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("", [{"Key": "team", "Value": "a"}]),
        (", tags: {team: b, cost: c}", [{"Key": "team", "Value": "b"}, {"Key": "cost", "Value": "c"}]),
    ],
)
def test_its_tags_are_the_apis_and_its_own_which_win(project: Project, tags: str, expected: list[Any]) -> None:
    settings = f'permission_model: SELF_MANAGED, bucket: code, accounts: ["123456789012"], regions: [a]{tags}'

    assert built(project, settings, "tags: {team: a}\n")["StackSet"]["Properties"]["Tags"] == expected


@pytest.mark.parametrize(
    ("bucket", "url"),
    [
        ("my.code", {"Fn::Sub": f"https://s3.${{AWS::Region}}.${{AWS::URLSuffix}}/my.code/{_KEY}"}),
        ("!Sub 'code-${AWS::Region}'",
         {"Fn::Sub": f"https://s3.${{AWS::Region}}.${{AWS::URLSuffix}}/code-${{AWS::Region}}/{_KEY}"}),
        ("!ImportValue Code",
         {"Fn::Sub": [f"https://s3.${{AWS::Region}}.${{AWS::URLSuffix}}/${{Bucket}}/{_KEY}",
                      {"Bucket": {"Fn::ImportValue": "Code"}}]}),
    ],
)  # fmt: skip
def test_the_template_is_named_by_its_place_in_the_bucket(project: Project, bucket: str, url: Any) -> None:
    settings = f'permission_model: SELF_MANAGED, bucket: {bucket}, accounts: ["123456789012"], regions: [a]'

    assert built(project, settings)["StackSet"]["Properties"]["TemplateURL"] == url
