"""Names of resources: which are explicit, and which begin with the stack's."""

from typing import Any

import pytest

from generator.aws_service_catalog.physical_names import PROPERTIES, begins_with_stack, explicit_name

ROLE = "AWS::IAM::Role"


@pytest.mark.parametrize(
    ("resource", "name"),
    [
        ({"Type": ROLE}, None),
        ({"Type": ROLE, "Properties": {}}, None),
        ({"Type": ROLE, "Properties": {"RoleName": None}}, None),
        ({"Type": ROLE, "Properties": {"RoleName": "shop"}}, "RoleName"),
        ({"Type": ROLE, "Properties": {"RoleName": {"Ref": "Name"}}}, "RoleName"),
        ({"Type": ROLE, "Properties": {"RoleName": {"Fn::Sub": "shop-${AWS::StackName}"}}}, "RoleName"),
        ({"Type": ROLE, "Properties": {"RoleName": {"Fn::Sub": "${AWS::StackName}-shop"}}}, None),
        ({"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "shop"}}, None),
        ({"Type": "AWS::Events::Rule", "Properties": {"Name": "shop"}}, "Name"),
        ({"Type": ROLE, "Properties": "wrong"}, None),
    ],
)
def test_a_name_is_explicit_unless_it_begins_with_the_stacks(resource: dict[str, Any], name: str | None) -> None:
    assert explicit_name(resource) == name


@pytest.mark.parametrize(
    ("value", "begins"),
    [
        ("shop", False),
        ({"Ref": "AWS::StackName"}, True),
        ({"Fn::Sub": "${AWS::StackName}"}, True),
        ({"Fn::Sub": ["${AWS::StackName}-${Kind}", {"Kind": "a"}]}, True),
        ({"Fn::Sub": "/aws/vendedlogs/${AWS::StackName}/access"}, True),
        ({"Fn::Sub": "alias/${AWS::StackName}"}, True),
        ({"Fn::Sub": "/shop/${AWS::StackName}"}, False),
        ({"Fn::Join": ["-", [{"Ref": "AWS::StackName"}, "jobs"]]}, True),
        ({"Fn::Join": ["-", ["jobs", {"Ref": "AWS::StackName"}]]}, False),
        ({"Fn::GetAtt": ["Table", "Arn"]}, False),
    ],
)
def test_what_begins_with_the_stack_is_seen_in_its_usual_forms(value: Any, begins: bool) -> None:
    assert begins_with_stack(value) == begins


@pytest.mark.lint
def test_every_property_in_the_table_is_one_that_cloudformation_knows() -> None:
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

    for resource_type, name in PROPERTIES.items():
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource_type).schema
        assert name in schema["properties"], resource_type
        assert f"/properties/{name}" in schema["createOnlyProperties"], resource_type
