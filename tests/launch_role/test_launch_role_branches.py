"""What a setting brings in is there with it, and not without it."""

from __future__ import annotations

from typing import Any

import pytest

from generator.launch_role import branches
from generator.launch_role.needs import actions_of
from generator.launch_role.reference import exists
from tests.launch_role.evaluation import OPTIONS, Body, listed, one, statements

BRANCHES = [
    pytest.param(kind, branch, place, id=f"{kind}-{place}")
    for kind, every in branches.BRANCHES.items()
    for branch in every
    for place in branch.places
]
BUCKET = {"Bucket": "definitions", "S3Bucket": "code"}


def with_setting(kind: str, place: str) -> Body:
    """Return a template with one resource of a type that has a value at a place."""
    first, *rest = place.split(".")
    value: Any = (
        BUCKET if place.endswith(("S3Location", "ImportSourceSpecification")) else "arn:aws:iam::123456789012:role/x"
    )
    if place == "AnalyticsConfiguration":
        value = {"RoleArn": value}
    for key in reversed(rest):
        value = {key: value}
    if first == "UpdatePolicy":
        return {"Resources": {"It": {"Type": kind, first: value}}}
    return one(kind, **{first: value})


def allowed(template: Body) -> set[str]:
    said = statements(template, OPTIONS._replace(permissions_boundary=None))
    own = [each for each in said if "s3:ExistingObjectTag/servicecatalog:provisioning" not in str(each)]
    return {action for each in own for action in listed(each["Action"])}


@pytest.mark.parametrize(("kind", "branch", "place"), BRANCHES)
def test_what_a_setting_takes_is_allowed_with_it(kind: str, branch: branches.Branch, place: str) -> None:
    assert set(branch.actions) <= allowed(with_setting(kind, place))


@pytest.mark.parametrize(("kind", "branch", "place"), BRANCHES)
def test_what_a_setting_takes_is_not_allowed_without_it(kind: str, branch: branches.Branch, place: str) -> None:
    code = {"s3:GetObject", "s3:GetObjectVersion"}  # in the bucket that the options name
    always = {"iam:CreateServiceLinkedRole", *code}

    assert not (set(branch.actions) - always) & allowed(one(kind))


@pytest.mark.parametrize(("kind", "branch", "place"), BRANCHES)
def test_every_branch_is_of_actions_that_the_type_knows(kind: str, branch: branches.Branch, place: str) -> None:
    assert place
    assert set(branch.actions) <= set(actions_of(kind))
    assert all(map(exists, branch.actions))
    assert branch.reason


def test_a_setting_in_one_branch_of_a_condition_counts() -> None:
    vpc = {"Fn::If": ["InVpc", {"SubnetIds": ["subnet-1"]}, {"Ref": "AWS::NoValue"}]}
    inside = one(
        "AWS::Lambda::Function", Code={"Fn::If": ["Zip", {"S3Bucket": "code"}, {"ZipFile": ""}]}, VpcConfig=vpc
    )

    assert {"ec2:DescribeVpcs", "s3:GetObject"} <= allowed(inside)


def test_a_setting_that_has_no_value_does_not_count() -> None:
    assert "ec2:DescribeVpcs" not in allowed(one("AWS::Lambda::Function", VpcConfig={"Ref": "AWS::NoValue"}))


def test_what_undoes_a_setting_stays_for_stacks_that_have_it_from_an_older_version() -> None:
    undoing = {
        "lambda:DeleteFunctionCodeSigningConfig",
        "lambda:DeleteFunctionConcurrency",
        "logs:DisassociateKmsKey",
        "iam:DetachRolePolicy",
    }
    resources = [
        one(kind)["Resources"]["It"] for kind in ("AWS::Lambda::Function", "AWS::Logs::LogGroup", "AWS::IAM::Role")
    ]

    assert undoing <= allowed({"Resources": {f"It{number}": each for number, each in enumerate(resources)}})
