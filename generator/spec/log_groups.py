"""Log groups: of a function, and of the API's access log. They stand in the template, so that nothing logs for ever."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator
from troposphere import AWSHelperFn

from generator.http_api import quotas
from generator.spec.base import SpecModel, Value, matching
from generator.spec.known_values import declared_values


def _retention(days: int) -> int:
    if days not in quotas.RETENTION_DAYS:
        raise ValueError(f"must be one of {', '.join(map(str, quotas.RETENTION_DAYS))} days")
    return days


NEW_KEY = "new"


def _new_is_written_out(key: Any) -> Any:
    """Whether the template has a key is decided when it is generated, not when it is deployed."""
    if isinstance(key, AWSHelperFn) and NEW_KEY in declared_values(key):
        raise ValueError(f"must be {NEW_KEY} itself, or the ARN of a KMS key")
    return key


# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
KmsKey = Annotated[
    Value[
        Annotated[
            str,
            matching(rf"{NEW_KEY}|arn:[\w-]+:kms:[\w-]+:\d{{12}}:key/[\w-]+", f"the ARN of a KMS key, or {NEW_KEY}"),
        ]
    ],
    AfterValidator(_new_is_written_out),
]


class LogGroup(SpecModel):
    """How long logs are kept, and whether they outlive the stack.

    Not by default: a retained group with a name would block the next creation.
    """

    retention_in_days: Value[Annotated[int, AfterValidator(_retention)]] = 30
    deletion_policy: Literal["Delete", "Retain"] = "Delete"
    kms_key_id: KmsKey | None = None
    log_group_class: Literal["STANDARD", "INFREQUENT_ACCESS"] | None = None
