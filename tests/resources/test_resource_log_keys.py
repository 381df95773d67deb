"""Encrypted logs: log groups with the key of another stack, or with one new key for all."""

from typing import Any

import pytest

from generator.templates.cloudformation import assemble
from tests.support import Project, by_id

_ONE = "functions: {one: lambda_code/one}\n"
_NEW = {"Fn::GetAtt": ["LogKey", "Arn"]}


def keys_of(project: Project, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the keys, and the KmsKeyId of each log group."""
    resources = by_id(assemble(project.spec(text)).resources.values())
    made = {title: each for title, each in resources.items() if each["Type"] == "AWS::KMS::Key"}
    groups = {title: each["Properties"].get("KmsKeyId") for title, each in resources.items() if "LogGroup" in title}
    return made, groups


def test_without_a_word_there_is_no_key(project: Project) -> None:
    assert keys_of(project, _ONE) == ({}, {"OneLogGroup": None, "AccessLogGroup": None})


def test_one_new_key_serves_all_that_ask_for_one(project: Project) -> None:
    made, groups = keys_of(
        project,
        "defaults: {log_group: {kms_key_id: new}}\ntags: {team: shop}\n"
        "functions: {one: lambda_code/one, two: {code: lambda_code/two, log_group: {kms_key_id: !Ref Own}}}\n"
        "routes: {GET /1: one, GET /2: two}\nstage: {access_log: {kms_key_id: new}}\n",
    )

    assert groups == {"OneLogGroup": _NEW, "TwoLogGroup": {"Ref": "Own"}, "AccessLogGroup": _NEW}
    assert made == {
        "LogKey": {
            "Type": "AWS::KMS::Key",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": {
                "Description": {"Fn::Sub": "Logs of ${AWS::StackName}"},
                "EnableKeyRotation": True,
                "KeyPolicy": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}},
                            "Action": ["kms:*"],
                            "Resource": ["*"],
                        },
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": {"Fn::Sub": "logs.${AWS::Region}.${AWS::URLSuffix}"}},
                            "Action": [
                                "kms:Encrypt",
                                "kms:Decrypt",
                                "kms:ReEncrypt*",
                                "kms:GenerateDataKey*",
                                "kms:Describe*",
                            ],
                            "Resource": ["*"],
                            "Condition": {
                                "ArnLike": {
                                    "kms:EncryptionContext:aws:logs:arn": {
                                        "Fn::Sub": "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*"
                                    }
                                }
                            },
                        },
                    ],
                },
                "Tags": [{"Key": "team", "Value": "shop"}],
            },
        }
    }


@pytest.mark.parametrize(
    ("access_log", "policy"),
    [
        ("{kms_key_id: new, deletion_policy: Retain}", "Retain"),
        ("{deletion_policy: Retain}", "Delete"),
        ("{kms_key_id: new}", "Delete"),
    ],
)
def test_the_key_stays_with_logs_that_need_it(project: Project, access_log: str, policy: str) -> None:
    made, _ = keys_of(
        project, f"defaults: {{log_group: {{kms_key_id: new}}}}\n{_ONE}stage: {{access_log: {access_log}}}\n"
    )

    assert (made["LogKey"]["DeletionPolicy"], made["LogKey"]["UpdateReplacePolicy"]) == (policy, policy)


def test_a_log_group_that_is_not_made_needs_no_key(project: Project) -> None:
    assert keys_of(project, _ONE + "stage: {access_log: {destination_arn: !Ref Shared}}\n")[0] == {}


@pytest.mark.parametrize(
    ("key", "plain"),
    [
        ("'arn:aws:kms:eu-central-1:123456789012:key/1234'", "arn:aws:kms:eu-central-1:123456789012:key/1234"),
        ("!Ref KeyArn", {"Ref": "KeyArn"}),
        ("!ImportValue key", {"Fn::ImportValue": "key"}),
    ],
)
def test_a_key_that_there_is_is_not_made(project: Project, key: str, plain: object) -> None:
    made, groups = keys_of(project, f"{_ONE}stages: {{beta: {{access_log: {{kms_key_id: {key}}}}}}}\n")

    assert (made, groups) == ({}, {"OneLogGroup": None, "BetaAccessLogGroup": plain})
