"""Log groups and their keys: named by their ARN, and keys with a policy that lets CloudWatch Logs use them.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from troposphere import AWSHelperFn, encode_to_dict

from generator.errors import Problem, SpecPath
from generator.spec import resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

_KEYS = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey")


def destinations_are_arns(spec: ApiSpec) -> Iterator[Problem]:
    for stage in spec.all_stages.values():
        match encode_to_dict(stage.access_log.destination_arn if stage.access_log else None):
            case {"Ref": str(name)} if _raw(spec, name).get("Type") == "AWS::Logs::LogGroup":
                yield Problem(
                    (*resolved.stage_path(spec, stage), "access_log", "destination_arn"),
                    f"is the log group's name, and access logs take its ARN: write !GetAtt {name}.Arn",
                )


def log_keys_are_arns(spec: ApiSpec) -> Iterator[Problem]:
    for path, key in _keys(spec):
        match encode_to_dict(key):
            case {"Ref": str(name)} if _raw(spec, name).get("Type") in _KEYS:
                yield Problem(path, f"is the key's ID, and log groups take its ARN: write !GetAtt {name}.Arn")
            case {"Ref": str(name)} if _raw(spec, name).get("Type") == "AWS::KMS::Alias":
                yield Problem(path, "is the name of an alias, and log groups take a key's ARN: name the key itself")


def log_keys_let_logs_use_them(spec: ApiSpec) -> Iterator[Problem]:
    """Or the deployment fails: `The specified KMS key does not exist or is not allowed to be used with Arn …`
    (hashicorp/terraform-provider-aws#29282).
    """
    for path, key in _keys(spec):
        match encode_to_dict(key):
            case {"Fn::GetAtt": [str(name), "Arn"]}:
                pass
            case {"Fn::GetAtt": str(attribute)}:
                name = attribute.partition(".")[0]
            case _:
                continue
        if not _lets_logs_in(_raw(spec, name)):
            yield Problem(
                path,
                f"the KeyPolicy of {name} does not let CloudWatch Logs use the key: allow the service "
                "logs.${AWS::Region}.amazonaws.com kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* and "
                "kms:Describe*, or write kms_key_id: new",
            )


def _keys(spec: ApiSpec) -> Iterator[tuple[SpecPath, AWSHelperFn]]:
    """Yield each key that a log group refers to; one that functions take from `defaults` once, and there."""
    seen: set[SpecPath] = set()
    default = spec.defaults.log_group.kms_key_id
    for path, group in resolved.log_groups(spec):
        key = group.kms_key_id
        if not isinstance(key, AWSHelperFn):
            continue
        if path[0] == "functions" and key is default:
            path = ("defaults", "log_group")
        if path not in seen:
            yield (*path, "kms_key_id"), key
        seen.add(path)


def _raw(spec: ApiSpec, name: str) -> Mapping[str, Any]:
    resources = spec.cloudformation.resources if spec.cloudformation else {}
    body = encode_to_dict(resources.get(name))
    return body if isinstance(body, dict) else {}


def _lets_logs_in(resource: Mapping[str, Any]) -> bool:
    """Say whether a key's policy may let logs in, as far as it is written out; without one, only the account may."""
    if resource.get("Type") not in _KEYS:
        return True
    properties = resource.get("Properties")
    policy = properties.get("KeyPolicy") if isinstance(properties, dict) else None
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
