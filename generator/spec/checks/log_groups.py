"""Log groups and their keys: named by their ARN, and keys with a policy that lets CloudWatch Logs use them.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem, SpecPath
from generator.http_api import access_logs
from generator.spec import resolved
from generator.spec.known_values import alternatives
from generator.spec.raw import raw_resource, raw_type
from generator.spec.references import Named, named

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


def destinations_are_arns(spec: ApiSpec) -> Iterator[Problem]:
    for stage in spec.all_stages.values():
        destination = stage.access_log.destination_arn if stage.access_log else None
        problems = (_no_destination(each, spec) for each, _ in alternatives(destination))
        if problem := next(filter(None, problems), None):
            yield Problem((*resolved.stage_path(spec, stage), "access_log", "destination_arn"), problem)


def _no_destination(arn: object, spec: ApiSpec) -> str | None:
    source = named(arn)
    if source and source.attribute is None and raw_type(source.logical_id, spec) == "AWS::Logs::LogGroup":
        return f"is the log group's name, and access logs take its ARN: write !GetAtt {source.logical_id}.Arn"
    if source is None:
        return None
    from generator.spec.checks.arns import no_arn, wrong_kind  # only where one is named

    return wrong_kind(arn, spec, "a log group", ("AWS::Logs::LogGroup",)) or no_arn(arn, spec)


def log_groups_of_the_template_are_below_vendedlogs(spec: ApiSpec) -> Iterator[Problem]:
    """One that there is already may have any name: the check says so, and passes.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
    """
    for stage in spec.all_stages.values():
        destination = stage.access_log.destination_arn if stage.access_log else None
        name = _name(destination, spec)
        if name and (problem := access_logs.group_problem(name)):
            path = (*resolved.stage_path(spec, stage), "access_log", "destination_arn")
            yield Problem(path, f"its log group {problem} (got {name})")


def _name(destination: object, spec: ApiSpec) -> str | None:
    """Return what the name of a log group of the raw section is known to be, or to begin with."""
    source = named(destination)
    group = raw_resource(source.logical_id, spec) if source else None
    match group.properties.get("LogGroupName") if group and group.type == "AWS::Logs::LogGroup" else None:
        case str(text) | {"Fn::Sub": str(text)}:
            return text.partition("${")[0]
    return None


def log_keys_are_arns(spec: ApiSpec) -> Iterator[Problem]:
    for path, key in _keys(spec):
        from generator.aws_iam.log_keys import reference_problem  # few name a key

        if problem := reference_problem(raw_type(key.logical_id, spec), key.logical_id, key.attribute):
            yield Problem(path, problem)


def log_keys_let_logs_use_them(spec: ApiSpec) -> Iterator[Problem]:
    for path, key in _keys(spec):
        from generator.aws_iam.log_keys import KEYS, REMEDY, lets_logs_in  # few name a key

        resource = raw_resource(key.logical_id, spec)
        if key.attribute != "Arn" or resource is None or resource.type not in KEYS:
            continue
        if not lets_logs_in(resource.properties.get("KeyPolicy")):
            yield Problem(
                path,
                f"the KeyPolicy of {key.logical_id} does not let CloudWatch Logs use the key: {REMEDY}, or write "
                "kms_key_id: new",
            )


def _keys(spec: ApiSpec) -> Iterator[tuple[SpecPath, Named]]:
    """Yield each key that a log group refers to; one that functions take from `defaults` once, and there."""
    seen: set[SpecPath] = set()
    default = spec.defaults.log_group.kms_key_id
    for path, group in resolved.log_groups(spec):
        if path[0] == "functions" and group.kms_key_id is default:
            path = ("defaults", "log_group")
        if path not in seen:
            keys = (named(key) for key, _ in alternatives(group.kms_key_id))
            yield from (((*path, "kms_key_id"), key) for key in keys if key)
        seen.add(path)


CHECKS: Checks = (
    (destinations_are_arns, set()),
    (log_groups_of_the_template_are_below_vendedlogs, set()),
    (log_keys_are_arns, set()),
    (log_keys_let_logs_use_them, set()),
)
