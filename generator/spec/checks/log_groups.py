"""Log groups and their keys: named by their ARN, and keys with a policy that lets CloudWatch Logs use them.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.errors import Problem, SpecPath
from generator.spec import resolved
from generator.spec.raw import RawResource, raw_resource, raw_type
from generator.spec.references import Named, named

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

_KEYS = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey")


def destinations_are_arns(spec: ApiSpec) -> Iterator[Problem]:
    for stage in spec.all_stages.values():
        source = named(stage.access_log.destination_arn) if stage.access_log else None
        if source and source.attribute is None and raw_type(source.logical_id, spec) == "AWS::Logs::LogGroup":
            yield Problem(
                (*resolved.stage_path(spec, stage), "access_log", "destination_arn"),
                f"is the log group's name, and access logs take its ARN: write !GetAtt {source.logical_id}.Arn",
            )


def log_keys_are_arns(spec: ApiSpec) -> Iterator[Problem]:
    for path, key in _keys(spec):
        if key.attribute == "Arn":
            continue
        key_type = raw_type(key.logical_id, spec)
        if key_type in _KEYS:
            yield Problem(path, f"is the key's ID, and log groups take its ARN: write !GetAtt {key.logical_id}.Arn")
        elif key_type == "AWS::KMS::Alias":
            yield Problem(path, "is the name of an alias, and log groups take a key's ARN: name the key itself")


def log_keys_let_logs_use_them(spec: ApiSpec) -> Iterator[Problem]:
    """Or the deployment fails: `The specified KMS key does not exist or is not allowed to be used with Arn …`
    (hashicorp/terraform-provider-aws#29282).
    """
    for path, key in _keys(spec):
        resource = raw_resource(key.logical_id, spec)
        if key.attribute == "Arn" and resource and resource.type in _KEYS and not _lets_logs_in(resource):
            yield Problem(
                path,
                f"the KeyPolicy of {key.logical_id} does not let CloudWatch Logs use the key: allow the service "
                "logs.${AWS::Region}.${AWS::URLSuffix} kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* "
                "and kms:Describe*, or write kms_key_id: new",
            )


def _keys(spec: ApiSpec) -> Iterator[tuple[SpecPath, Named]]:
    """Yield each key that a log group refers to; one that functions take from `defaults` once, and there."""
    seen: set[SpecPath] = set()
    default = spec.defaults.log_group.kms_key_id
    for path, group in resolved.log_groups(spec):
        key = named(group.kms_key_id)
        if key is None:
            continue
        if path[0] == "functions" and group.kms_key_id is default:
            path = ("defaults", "log_group")
        if path not in seen:
            yield (*path, "kms_key_id"), key
        seen.add(path)


def _lets_logs_in(key: RawResource) -> bool:
    """Say whether a key's policy may let logs in, as far as it is written out; without one, only the account may."""
    policy = key.properties.get("KeyPolicy")
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
    services = principal.get("Service", [])
    return any(map(_may_be_logs, services if isinstance(services, list) else [services]))


def _may_be_logs(service: Any) -> bool:
    """`logs.eu-central-1.amazonaws.com`, or a function that may lead to it."""
    match service:
        case str(text) | {"Fn::Sub": str(text)} | {"Fn::Sub": [str(text), _]}:
            return text.startswith(("logs.", "${"))
    return True


CHECKS: Checks = (
    (destinations_are_arns, set()),
    (log_keys_are_arns, set()),
    (log_keys_let_logs_use_them, set()),
)
