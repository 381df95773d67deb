"""Policies of functions: what a permission becomes in one, and how long it may get.

https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
"""

import json
from typing import Final

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, "Function resource-based policy": 20 KB
# "The final policy size (20937) is bigger than the limit (20480)": aws/aws-cdk#19535
BYTES: Final = 20_480  # of a function, or of one of its aliases or versions: each has a policy of its own

# What CloudFormation makes a name of: the stack's, a letter at least, a logical ID, of which it may leave the end out,
# and 12 random characters.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
_NAME: Final = "s-{:.24}-abcdefghijkl"
_FUNCTION: Final = "arn:aws:lambda:us-east-1:123456789012:function:{}"


def generated_name(logical_id: str) -> str:
    """Return a name that CloudFormation might give to what has none, as short as it can be."""
    return _NAME.format(logical_id)


def statement_bytes(logical_id: str, function: str, principal: str, source_arn: str | None) -> int:
    """Return the bytes of a permission in the policy of a function, at the least: of texts as short as they can be."""
    statement = {
        "Sid": generated_name(logical_id),
        "Effect": "Allow",
        "Principal": {"Service": principal},
        "Action": "lambda:InvokeFunction",
        "Resource": _FUNCTION.format(function),
        **({"Condition": {"ArnLike": {"AWS:SourceArn": source_arn}}} if source_arn else {}),
    }
    return len(json.dumps(statement, separators=(",", ":")).encode()) + 1  # and a comma


def policy_bytes(statements: int) -> int:
    """Return the bytes of a policy with statements of so many bytes together."""
    return len('{"Version":"2012-10-17","Id":"default","Statement":[]}') + statements
