"""Keys of KMS for log groups: named by their ARN, and with a policy that lets CloudWatch Logs use them.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
"""

from __future__ import annotations

from typing import Any, Final

KEYS: Final = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey")
_ALIAS: Final = "AWS::KMS::Alias"

REMEDY: Final = (
    "allow the service logs.${AWS::Region}.${AWS::URLSuffix} kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, "
    "kms:GenerateDataKey* and kms:Describe*"
)


def reference_problem(resource_type: str | None, logical_id: str, attribute: str | None) -> str | None:
    """Say why a reference to a resource, or to an attribute of it, is no key for a log group; None if it may be."""
    if resource_type in KEYS and attribute != "Arn":
        return f"is the key's ID, and log groups take its ARN: write !GetAtt {logical_id}.Arn"
    if resource_type == _ALIAS:
        return "is the name of an alias, and log groups take a key's ARN: name the key itself"
    return None


def lets_logs_in(policy: Any) -> bool:
    """Say whether a key's policy may let logs in, as far as it is written out; without one, only the account may.

    Else the deployment fails: `The specified KMS key does not exist or is not allowed to be used with Arn …`
    (hashicorp/terraform-provider-aws#29282, aws/aws-cdk#28304).
    """
    if not isinstance(policy, dict):
        return False
    statements = policy.get("Statement", policy)  # a policy that is one function says nothing here
    return any(_may_let_logs_in(each) for each in (statements if isinstance(statements, list) else [statements]))


def _may_let_logs_in(statement: Any) -> bool:
    if not isinstance(statement, dict) or "Principal" not in statement:
        return True  # a function
    if statement.get("Effect") == "Deny":
        return False
    principal = statement["Principal"]
    if not isinstance(principal, dict) or not {"AWS", "Service", "Federated"} & set(principal):
        return True  # everybody, or a function
    return principal.get("AWS") == "*" or any(map(_may_be_logs, _listed(principal.get("Service", []))))


def _may_be_logs(service: Any) -> bool:
    """`logs.eu-central-1.amazonaws.com`, or a function that may lead to it."""
    match service:
        case str(text) | {"Fn::Sub": str(text)} | {"Fn::Sub": [str(text), _]}:
            return text.startswith(("logs.", "${"))
    return True


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
