"""What is accepted between the flavours: each kind is needed, and nothing that is nearly of a kind is accepted."""

from __future__ import annotations

from typing import Any

import pytest

from generator.comparison import compared
from generator.equivalence.accepted import BUCKET, OF_SAM
from tests.equivalence.bodies import NAMES, Body, changed, of_sam, refused, resources, template

DIGEST = "0123456789abcdef" * 4
VERSION = "OneFunctionVersion0123456789"


def one(**properties: Any) -> Body:
    """A function with a version and a deployment group, as the plain template has them."""
    return resources(
        OneFunction={"Type": "AWS::Lambda::Function", "Properties": properties},
        **{VERSION: {"Type": "AWS::Lambda::Version"}},
        OneFunctionDeploymentGroup={"Type": "AWS::CodeDeploy::DeploymentGroup"},
        OneFunctionEventInvokeConfig={"Type": "AWS::Lambda::EventInvokeConfig"},
        ServerlessDeploymentApplication={"Type": "AWS::CodeDeploy::Application"},
    )


def both(logical_id: str, first: dict[str, Any], second: dict[str, Any], **function: Any) -> tuple[Body, Body]:
    """Two templates that differ in one resource: its properties, or with capital letters alone its attributes."""
    before = one(**function)
    if logical_id == "OneFunction":
        first, second = ({"Properties": {**function, **each}} for each in (first, second))
    there = before["Resources"][logical_id]
    return (
        changed(before, ("Resources", logical_id), {**there, **first}),
        changed(before, ("Resources", logical_id), {**there, **second}),
    )


def properties(**each: Any) -> dict[str, Any]:
    return {"Properties": each}


ALARMS = {"Alarms": [{"Name": "late"}], "Enabled": True}
NO_VALUE = {"Ref": "AWS::NoValue"}
CREATED = {"Key": "lambda:createdBy", "Value": "SAM"}
OWN = {"Key": "team", "Value": "shop"}

# By the kind of difference: one that is accepted, then some that are nearly of this kind.
CASES: dict[str, list[tuple[Body, Body]]] = {
    "the tag lambda:createdBy": [
        both("OneFunction", {}, {"Tags": [CREATED]}),
        both("OneFunction", {}, {"Tags": [{**CREATED, "Value": "sam"}]}),
        both("OneFunction", {}, {"Tags": [{**CREATED, "Key": "createdBy"}]}),
        both("OneFunction", {"Tags": [CREATED]}, {}),
        both("ServerlessDeploymentApplication", {}, properties(Tags=[CREATED])),
    ],
    "the digest behind a function's description": [
        both("OneFunction", {"Description": "Takes orders"}, {"Description": f"Takes orders {DIGEST}"}),
        both("OneFunction", {"Description": "Takes orders"}, {"Description": f"Gives orders {DIGEST}"}),
        both("OneFunction", {"Description": "Takes orders"}, {"Description": f"Takes orders{DIGEST}"}),
        both("OneFunction", {"Description": "Takes orders"}, {"Description": f"Takes orders {DIGEST[1:]}0"}),
        both("OneFunction", {"Description": "Takes orders"}, {"Description": DIGEST}),
        both("OneFunction", {}, {"Description": f" {DIGEST}"}),
        both("OneFunction", {"Description": f"Takes orders {DIGEST}"}, {"Description": "Takes orders"}),
        both("OneFunction", {"Handler": "a"}, {"Handler": f"a {DIGEST}"}),
    ],
    "versions whose own deployment is rolled back": [
        both(VERSION, {"DeletionPolicy": "RetainExceptOnCreate"}, {"DeletionPolicy": "Retain"}),
        both(VERSION, {"DeletionPolicy": "RetainExceptOnCreate"}, {"DeletionPolicy": "Delete"}),
        both(VERSION, {"DeletionPolicy": "RetainExceptOnCreate"}, {}),
        both(VERSION, {"DeletionPolicy": "Retain"}, {"DeletionPolicy": "RetainExceptOnCreate"}),
        both("OneFunction", {"DeletionPolicy": "RetainExceptOnCreate"}, {"DeletionPolicy": "Retain"}),
    ],
    "versions that are replaced": [
        both(VERSION, {"UpdateReplacePolicy": "Retain"}, {}),
        both(VERSION, {"UpdateReplacePolicy": "Retain"}, {"UpdateReplacePolicy": "Delete"}),
        both(VERSION, {}, {"UpdateReplacePolicy": "Retain"}),
        both("OneFunctionDeploymentGroup", {"UpdateReplacePolicy": "Retain"}, {}),
    ],
    "the bucket of packaged code": [
        both("OneFunction", {"Code": {"S3Bucket": {"Ref": "CodeBucket"}}}, {"Code": {"S3Bucket": BUCKET}}),
        both("OneFunction", {"Code": {"S3Bucket": {"Ref": "CodeBucket"}}}, {"Code": {"S3Bucket": "another"}}),
        both("OneFunction", {"Code": {"S3Bucket": {"Ref": "Bucket"}}}, {"Code": {"S3Bucket": BUCKET}}),
        both("OneFunction", {"Code": {"S3Key": {"Ref": "CodeBucket"}}}, {"Code": {"S3Key": BUCKET}}),
    ],
    "the parameter CodeBucket": [
        ({"Parameters": {"CodeBucket": {"Type": "String"}, "A": {"Type": "String"}}},
         {"Parameters": {"A": {"Type": "String"}}}),
        ({"Parameters": {"CodeBucket": {"Type": "String"}}}, {"Parameters": {"CodeBucket": {"Type": "Number"}}}),
        ({"Parameters": {"A": {"Type": "String"}}},
         {"Parameters": {"A": {"Type": "String"}, "CodeBucket": {"Type": "String"}}}),
        ({"Parameters": {"Bucket": {"Type": "String"}}}, {"Parameters": {}}),
    ],
    "SkipBuild": [
        (one(), changed(one(), ("Resources", "OneFunction", "Metadata"), {"SkipBuild": True})),
        (one(), changed(one(), ("Resources", "OneFunction", "Metadata"), {"SkipBuild": False})),
        (one(), changed(one(), ("Resources", "OneFunction", "Metadata"), {"BuildMethod": "makefile"})),
        (one(), changed(one(), ("Resources", VERSION, "Metadata"), {"SkipBuild": True})),
    ],
    "tags of functions on the application of all deployments": [
        both("ServerlessDeploymentApplication", {}, properties(Tags=[OWN]), Tags=[OWN]),
        both("ServerlessDeploymentApplication", {}, properties(Tags=[{**OWN, "Value": "x"}]), Tags=[OWN]),
        both("ServerlessDeploymentApplication", properties(Tags=[OWN]), {}, Tags=[OWN]),
        both("ServerlessDeploymentApplication", {}, properties(Tags=[OWN])),
        both("OneFunctionDeploymentGroup", {}, properties(Tags=[OWN]), Tags=[OWN]),
    ],
    "an empty DestinationConfig": [
        both("OneFunctionEventInvokeConfig", {}, properties(DestinationConfig={})),
        both("OneFunctionEventInvokeConfig", {}, properties(DestinationConfig={"OnFailure": {}})),
        both("OneFunctionEventInvokeConfig", properties(DestinationConfig={}), {}),
        both("OneFunction", {}, {"DestinationConfig": {}}),
    ],
    "an empty AlarmConfiguration": [
        both("OneFunctionDeploymentGroup", properties(AlarmConfiguration={"Fn::If": ["A", ALARMS, NO_VALUE]}),
             properties(AlarmConfiguration={"Fn::If": ["A", ALARMS, {}]})),
        both("OneFunctionDeploymentGroup", properties(AlarmConfiguration={"Fn::If": ["A", ALARMS, NO_VALUE]}),
             properties(AlarmConfiguration={"Fn::If": ["B", ALARMS, {}]})),
        both("OneFunctionDeploymentGroup", properties(AlarmConfiguration={"Fn::If": ["A", ALARMS, NO_VALUE]}),
             properties(AlarmConfiguration={"Fn::If": ["A", {}, ALARMS]})),
        both("OneFunctionDeploymentGroup", properties(AlarmConfiguration=ALARMS), properties(AlarmConfiguration={})),
        both("OneFunctionDeploymentGroup", {}, properties(AlarmConfiguration={})),
    ],
}  # fmt: skip


def test_every_kind_is_tried() -> None:
    assert [*CASES] == [kind.what for kind in OF_SAM]


@pytest.mark.parametrize("what", CASES)
def test_a_difference_of_this_kind_is_accepted_and_no_other_accepts_it(what: str) -> None:
    first, second = CASES[what][0]

    judged = compared(first, second)

    assert judged.refused == []
    assert {kind.what for _, kind in judged.accepted} == {what}


@pytest.mark.parametrize(("first", "second"), [pair for pairs in CASES.values() for pair in pairs[1:]])
def test_a_difference_that_is_nearly_of_a_kind_is_not_accepted(first: Body, second: Body) -> None:
    assert refused(first, second) != []


def test_every_kind_is_found_in_a_template_of_the_repository_or_is_known_not_to_be() -> None:
    found = {kind.what for name in NAMES for _, kind in compared(template(name), of_sam(name)).accepted}

    assert {kind.what for kind in OF_SAM} - found == {
        "an empty DestinationConfig",  # generated specs have it
        "tags of functions on the application of all deployments",
    }
