"""What a `!Ref` or `!GetAtt` names."""

import pytest
from troposphere import GenericHelperFn, GetAtt, Ref, Sub

from generator.spec import references

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
    assert references.named(value) == named
