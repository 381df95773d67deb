"""Templates that are not ours: what their roles lack, and what they would get around, is refused or said."""

from __future__ import annotations

from typing import Any

import pytest

from generator import launch_role
from generator.errors import SpecError
from generator.launch_role import Options, schemas
from generator.launch_role.needs import actions_of
from tests.launch_role.evaluation import BOUNDARY, OPTIONS, Body, allows, listed, one, statements

ADMIN = "arn:aws:iam::123456789012:role/Admin"
ANY_TYPE = sorted(schemas.types())[::40]


def problems(template: Body, options: Options = OPTIONS) -> list[str]:
    with pytest.raises(SpecError) as raised:
        launch_role.template(template, options)
    return [f"{'.'.join(map(str, each.path))}: {each.message}".removeprefix(": ") for each in raised.value.problems]


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("AWS::Lambda::Function", {"Environment": {"Variables": {"ASSUME_ROLE": ADMIN}}}),
        ("AWS::StepFunctions::StateMachine", {"DefinitionSubstitutions": {"TargetRoleArn": ADMIN}}),
        ("AWS::ApiGatewayV2::Stage", {"StageVariables": {"role": ADMIN}}),
        ("AWS::Lambda::Function", {"Tags": {"role": ADMIN}}),
    ],
)
def test_a_name_of_the_users_own_hands_over_no_role(kind: str, properties: dict[str, Any]) -> None:
    assert ADMIN not in str(statements(one(kind, **properties)))


@pytest.mark.parametrize(
    ("kind", "properties", "service"),
    [
        ("AWS::ECS::TaskDefinition", {"TaskRoleArn": ADMIN}, "ecs-tasks.amazonaws.com"),
        ("AWS::Lambda::Function", {"Role": ADMIN}, "lambda.amazonaws.com"),
        ("AWS::ApiGateway::Method", {"Integration": {"Credentials": ADMIN}}, "apigateway.amazonaws.com"),
        ("AWS::EC2::FlowLog", {"DeliverLogsPermissionArn": ADMIN}, "ec2.amazonaws.com"),
    ],
)
def test_a_role_is_passed_to_its_service_alone(kind: str, properties: dict[str, Any], service: str) -> None:
    said = statements(one(kind, **properties))

    assert allows(said, "iam:PassRole", ADMIN, iam__PassedToService=service)
    assert not allows(said, "iam:PassRole", ADMIN, iam__PassedToService="glue.amazonaws.com")


def test_services_are_not_told_by_capitals() -> None:
    """Some schemas write `CloudTrail:CreateTrail`; IAM does not mind."""
    assert "cloudtrail:CreateTrail" in actions_of("AWS::CloudTrail::Trail")
    assert "iam:PassRole" in actions_of("AWS::Batch::ComputeEnvironment")


def test_a_pattern_of_a_schema_stands_for_all_its_actions() -> None:
    found = actions_of("AWS::AutoScaling::AutoScalingGroup")

    assert "autoscaling:DescribeAutoScalingGroups" in found
    assert not [action for action in found if "*" in action]


@pytest.mark.parametrize("kind", ANY_TYPE)
def test_no_statement_is_about_nothing(kind: str) -> None:
    try:
        said = statements(one(kind), Options(permissions_boundary=BOUNDARY))
    except SpecError:
        return  # told, and so not written
    assert [statement for statement in said if not listed(statement["Resource"])] == []


def test_the_bucket_of_a_layer_is_found() -> None:
    layer = one("AWS::Lambda::LayerVersion", Content={"S3Bucket": "my-layers", "S3Key": "k.zip"})

    assert allows(statements(layer, Options()), "s3:GetObject", "arn:aws:s3:::my-layers/k.zip")


def test_what_reads_from_an_unknown_bucket_needs_its_name() -> None:
    assert problems(one("AWS::Glue::Table"), Options()) == [
        "Resources.It: reads from a bucket that is known at launch only: name those that it may be with --bucket"
    ]


def test_nested_stacks_are_other_templates() -> None:
    assert problems(one("AWS::CloudFormation::Stack", TemplateURL="https://example.com/y")) == [
        "Resources.It: AWS::CloudFormation::Stack makes stacks, and what those need is in other templates: launch them "
        "as products of their own"
    ]


@pytest.mark.parametrize("kind", ["AWS::IAM::Group", "AWS::IAM::GroupPolicy", "AWS::IAM::UserToGroupAddition"])
def test_a_group_would_get_around_the_boundary(kind: str) -> None:
    assert problems(one(kind)) == [
        "Resources.It: groups have no permissions boundary, so that this one would get around it: leave it out"
    ]


def test_without_a_boundary_a_group_gets_the_policies_that_it_names_alone() -> None:
    policy = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    group = "arn:aws:iam::123456789012:group/SC-1-It-2"
    plain = statements(one("AWS::IAM::Group"), Options())
    named = statements(one("AWS::IAM::Group", ManagedPolicyArns=[policy]), Options())

    assert not allows(plain, "iam:AttachGroupPolicy", group, iam__PolicyARN=policy)
    assert allows(named, "iam:AttachGroupPolicy", group, iam__PolicyARN=policy)
    assert not allows(
        named, "iam:AttachGroupPolicy", group, iam__PolicyARN="arn:aws:iam::aws:policy/AdministratorAccess"
    )


def test_the_role_cannot_change_its_boundary() -> None:
    boundary = Options(permissions_boundary="arn:aws:iam::123456789012:policy/SC-boundary")

    assert problems(one("AWS::IAM::ManagedPolicy"), boundary) == [
        "the permissions boundary's name must not begin with SC-: the role could change it "
        "(got arn:aws:iam::123456789012:policy/SC-boundary)"
    ]
    assert problems(one("AWS::IAM::ManagedPolicy", ManagedPolicyName={"Ref": "Name"})) == [
        "Resources.It.Properties.ManagedPolicyName: is known at launch only, and could be that of the permissions "
        "boundary: leave it out, or write it"
    ]


def test_types_of_which_no_names_are_known_are_told() -> None:
    (note,) = launch_role.notes(one("AWS::Lambda::Url"), OPTIONS)

    assert note == (
        "of these kinds the role may change all that the account has in the region, for their names are not known: "
        "AWS::Lambda::Url"
    )


def test_both_paths_of_a_role_are_its_own() -> None:
    said = statements(one("AWS::IAM::Role", Path={"Fn::If": ["A", "/x/", "/y/"]}, AssumeRolePolicyDocument={}))

    for path in ("x", "y"):
        assert allows(said, "iam:GetRole", f"arn:aws:iam::123456789012:role/{path}/SC-1-It-2")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (Options(prefix="A"), "the prefix must end in -, so that it is whole (got A)"),
        (Options(name="a!"), "the role's name must be at most 64 letters, digits and any of _+=,.@- (got a!)"),
    ],
)  # fmt: skip
def test_what_the_role_is_called_and_reaches_is_whole(options: Options, problem: str) -> None:
    assert problems(one("AWS::SQS::Queue"), options) == [problem]


def test_properties_are_a_mapping() -> None:
    assert problems({"Resources": {"It": {"Type": "AWS::SQS::Queue", "Properties": [1]}}}) == [
        "Resources.It.Properties: must be a mapping"
    ]
