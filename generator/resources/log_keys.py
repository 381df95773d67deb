"""The key that encrypts logs, where a log group asks for a new one.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
"""

from collections.abc import Iterator

from awacs import kms
from awacs.aws import Allow, ArnLike, Condition, PolicyDocument, Principal, Statement
from troposphere import Sub
from troposphere.kms import Key

from generator import names
from generator.resources.element import Element, given, tag_list
from generator.resources.policies import policy
from generator.spec import resolved
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Key for all log groups with `kms_key_id: new`."""
    # Logs that outlive the stack could not be read without their key.
    outlive = any(group.deletion_policy == "Retain" for _, group in resolved.newly_encrypted(spec))
    deletion = "Retain" if outlive else "Delete"
    yield Key(
        names.LOG_KEY,
        DeletionPolicy=deletion,
        UpdateReplacePolicy=deletion,
        Description=Sub("Logs of ${AWS::StackName}"),
        EnableKeyRotation=True,
        KeyPolicy=_key_policy(),
        **given(Tags=tag_list(spec.tags)),
    )


def _key_policy() -> PolicyDocument:
    """Let the account administer the key, and CloudWatch Logs use it for the log groups of this account and region."""
    return policy(
        Statement(
            Effect=Allow,
            Principal=Principal("AWS", Sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")),
            Action=[kms.Action("*")],
            Resource=["*"],
        ),
        Statement(
            Effect=Allow,
            Principal=Principal("Service", Sub("logs.${AWS::Region}.${AWS::URLSuffix}")),
            Action=[
                kms.Encrypt,
                kms.Decrypt,
                kms.Action("ReEncrypt*"),
                kms.Action("GenerateDataKey*"),
                kms.Action("Describe*"),
            ],
            Resource=["*"],
            Condition=Condition(ArnLike({"kms:EncryptionContext:aws:logs:arn": _LOG_GROUPS})),
        ),
    )


_LOG_GROUPS = Sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*")
