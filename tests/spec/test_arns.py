"""What is known of an ARN in a spec."""

import pytest
from troposphere import GenericHelperFn, GetAtt, ImportValue, Ref, Sub

from generator.spec import arns

_QUEUE = "arn:aws:sqs:eu-central-1:123456789012:jobs"


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (Ref("Jobs"), ("Jobs", None)),
        (GetAtt("Jobs", "Arn"), ("Jobs", "Arn")),
        (GenericHelperFn({"Fn::GetAtt": "Jobs.Arn"}), ("Jobs", "Arn")),
        (Sub("${Jobs.Arn}"), None),
        (_QUEUE, None),
        (None, None),
    ],
)
def test_a_ref_and_a_get_att_name_a_resource(value: object, named: object) -> None:
    assert arns.named(value) == named


@pytest.mark.parametrize(
    ("arn", "account"),
    [
        (_QUEUE, "123456789012"),
        (Sub("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs"), {"Fn::Sub": "${AWS::AccountId}"}),
        (Sub("${Jobs.Arn}"), {"Fn::Select": [4, {"Fn::Split": [":", {"Fn::Sub": "${Jobs.Arn}"}]}]}),
        (ImportValue("Jobs"), {"Fn::Select": [4, {"Fn::Split": [":", {"Fn::ImportValue": "Jobs"}]}]}),
    ],
)
def test_a_part_that_is_not_known_is_cut_out_at_deployment(arn: object, account: object) -> None:
    part = arns.part(arn, 4)

    assert (part if isinstance(part, str) else part.to_dict()) == account
