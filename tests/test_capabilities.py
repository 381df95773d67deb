"""Capabilities: what has to be acknowledged of a template before CloudFormation makes it."""

from typing import Any

import pytest

from generator.capabilities import capabilities


def test_an_unnamed_role_needs_the_plain_capability() -> None:
    assert _of({"R": {"Type": "AWS::IAM::Role", "Properties": {}}}) == ["CAPABILITY_IAM"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("Role", "RoleName"), ("User", "UserName"), ("Group", "GroupName"), ("ManagedPolicy", "ManagedPolicyName")],
)
def test_an_identity_with_a_name_of_its_own_needs_the_named_capability(kind: str, name: str) -> None:
    named = {"N": {"Type": f"AWS::IAM::{kind}", "Properties": {name: {"Ref": "Name"}}}}

    assert _of(named) == ["CAPABILITY_NAMED_IAM"]


def test_a_name_of_something_else_needs_no_capability_of_its_own() -> None:
    policy = {"P": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyName": "inline"}}}
    table = {"T": {"Type": "AWS::DynamoDB::Table", "Properties": {"RoleName": "odd"}}}

    assert _of(policy | table) == ["CAPABILITY_IAM"]


def test_a_resource_without_properties_has_no_name() -> None:
    assert _of({"R": {"Type": "AWS::IAM::Role"}, "S": {"Type": "AWS::IAM::Role", "Properties": None}}) == [
        "CAPABILITY_IAM"
    ]


def test_a_transform_has_to_be_acknowledged_too() -> None:
    assert capabilities({"Transform": "AWS::LanguageExtensions", "Resources": {}}) == [
        "CAPABILITY_IAM",
        "CAPABILITY_AUTO_EXPAND",
    ]


def test_a_named_role_inside_a_loop_needs_the_named_capability() -> None:
    role = {"Type": "AWS::IAM::Role", "Properties": {"RoleName": {"Fn::Sub": "${Team}-deployer"}}}
    loop = {"Fn::ForEach::Teams": ["Team", ["red", "blue"], {"${Team}Role": role}]}

    assert _of(loop) == ["CAPABILITY_NAMED_IAM"]


def _of(resources: dict[str, Any]) -> list[str]:
    return capabilities({"Resources": resources})
