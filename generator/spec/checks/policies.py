"""Policies: on resources that an ARN names, and of the kind that the action is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import GetAtt, Ref

from generator.aws_iam.arns import (
    ON_BUCKETS,
    ON_OBJECTS,
    OWN_RESOURCES,
    resource_of_arn,
    service_of_arn,
    service_of_type,
)
from generator.aws_iam.presets import PRESETS
from generator.aws_iam.without_resources import WITHOUT_RESOURCES
from generator.errors import Problem, SpecPath
from generator.spec.actions import matching
from generator.spec.checks.arns import NOTHING, no_arn, type_of, wrong_kind
from generator.spec.grants import parameter_arn
from generator.spec.known_values import declared_values
from generator.spec.references import may_be_nothing, named, text_of
from generator.spec.wording import shown

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.policies import Statement


# `arn:aws:s3:::shop/*`, `${Bucket.Arn}/*`; of an access point a / is part of the name.
_OF_OBJECTS = re.compile(r"(arn:[^:]+:s3:::[^/]+|\$\{[^}]+\})/.+")


def statements_are_about_what_they_name(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        for index, entry in enumerate(function.policy):
            place = ("functions", name, "policy", index)
            problems = _of_preset if entry.kind in PRESETS else _of_statement
            yield from (Problem((*place, *path), why) for path, why in problems(entry, spec))


def _arns(entry: Statement) -> Iterator[tuple[SpecPath, Any]]:
    """Yield what an entry is about, and where; a list of one may have been written without brackets."""
    field = "resources" if entry.kind in ("allow", "deny") else entry.kind
    for index, arn in enumerate(entry.arns):
        yield (field, index) if len(entry.arns) > 1 else (field,), arn


def _of_preset(entry: Statement, spec: ApiSpec) -> Iterator[tuple[SpecPath, str]]:
    preset = PRESETS[entry.kind]
    for path, arn in _arns(entry):
        by_name = entry.kind == "ssm_read"
        if why := (
            (NOTHING if may_be_nothing(arn) else None)
            or wrong_kind(arn, spec, preset.what, preset.types)
            or (_of_parameter if by_name else no_arn)(arn, spec)
            or _unlike(entry.kind, arn)
            or (None if by_name else _no_beginning(arn, spec))
        ):
            yield path, why


def _of_parameter(parameter: Any, spec: ApiSpec) -> str | None:
    if parameter_arn(parameter, spec) is None:
        return "cannot be turned into an ARN, which depends on whether there is a / in front of the name: write its ARN"
    return None


def _unlike(kind: str, arn: Any) -> str | None:
    """Say that an ARN is not of what a grant is for, as far as it is known."""
    preset = PRESETS[kind]
    fits, what = rf"arn:[\w-]+:{preset.service}:[\w-]*:(\d{{12}})?:{preset.resource}", f"the ARN of {preset.what}"
    if kind == "ssm_read":
        fits, what = rf"{fits}|(?!arn:)[\w./-]+", f"the name or the ARN of {preset.what}"
    text = text_of(arn) or ""
    texts = [] if text.startswith("${") else [text]  # what a function gives is an ARN by itself
    for known in (*declared_values(arn), *texts):
        if isinstance(known, str) and known and not re.fullmatch(fits, _filled_in(known)):
            return f"must be {what}, such as {preset.example} (got {shown(known)})"
    return None


def _filled_in(text: str) -> str:
    """Return the text of a `!Sub` with something that fits everywhere in place of what it names."""
    return re.sub(r"\$\{[^}]*\}", "1" * 12, text)


def _of_statement(entry: Statement, spec: ApiSpec) -> Iterator[tuple[SpecPath, str]]:
    if all(map(may_be_nothing, entry.arns)):
        yield ("resources",), NOTHING
        return
    found = [(path, why) for path, arn in _arns(entry) if (why := _of_resource(entry, arn, spec))]
    yield from found
    if not found and (without := _without_a_resource(entry, spec)):
        yield without


def _of_resource(entry: Statement, arn: Any, spec: ApiSpec) -> str | None:
    if entry.allow and any(isinstance(known, str) and resource_of_arn(known) == "*" for known in declared_values(arn)):
        return _on_everything(entry)
    return no_arn(arn, spec) or _no_beginning(arn, spec) or _of_another_service(entry, arn, spec)


def _on_everything(entry: Statement) -> str | None:
    """Least privilege: on everything only what is never about a resource, or what a condition bounds."""
    if entry.condition:
        return None
    for action in entry.allow or []:
        service = action.partition(":")[0]
        if any(f"{service}:{each}" not in WITHOUT_RESOURCES for each in matching(action)):
            return (
                f"would allow {action} on everything: name what the function needs, such as !GetAtt OrdersTable.Arn, "
                "or bound it by a condition"
            )
    return None


def _no_beginning(arn: Any, spec: ApiSpec) -> str | None:
    """Say that the text of a `!Sub` does not begin as ARNs do."""
    text = text_of(arn)
    if text is None or text == "*" or text.startswith("arn:"):
        return None
    if not text.startswith("${"):
        return f"must be an ARN, but its text begins with {text[:20]}: write arn:${{AWS::Partition}}:…"
    name, _, attribute = text[2:].partition("}")[0].partition(".")
    return no_arn(_reference(name, attribute), spec)


def _reference(name: str, attribute: str) -> Any:
    return GetAtt(name, attribute) if attribute else Ref(name)


def _of_another_service(entry: Statement, arn: Any, spec: ApiSpec) -> str | None:
    service = _service(arn, spec)
    actions = entry.allow or entry.deny or []
    wanted = {action.partition(":")[0] for action in actions}
    if service is None or not wanted <= OWN_RESOURCES | {"s3"}:
        return None
    if service not in wanted:
        return f"is a resource of {service}, but {actions[0]} is for those of {actions[0].partition(':')[0]}"
    if service == "s3" and set(actions) <= ON_OBJECTS and _is_bucket(arn, spec):
        return f"is a bucket, but {actions[0]} is for the objects in it: write {_objects(arn)}"
    if set(actions) <= ON_BUCKETS and _OF_OBJECTS.fullmatch(text_of(arn) or ""):
        return f"is what is in a bucket, but {actions[0]} is for the bucket: leave out what begins with its /"
    return None


def _objects(bucket: Any) -> str:
    source = named(bucket)
    return f"!Sub ${{{source.logical_id}.Arn}}/*" if source else f"{text_of(bucket)}/*"


def _without_a_resource(entry: Statement, spec: ApiSpec) -> tuple[SpecPath, str] | None:
    """Say which action has nothing among the resources that it could be for."""
    services = [_service(arn, spec) for arn in entry.arns]
    kind = entry.kind
    actions = getattr(entry, kind)
    for index, action in enumerate(actions):
        service = action.partition(":")[0]
        if service in OWN_RESOURCES and None not in services and service not in services:
            path = (kind, index) if len(actions) > 1 else (kind,)
            return path, f"{action} is for resources of {service}, but there is none among the resources"
    return None


def _service(arn: Any, spec: ApiSpec) -> str | None:
    """Return the service that a resource belongs to, if it is known."""
    source, text = named(arn), text_of(arn)
    if source is None and text is not None and text.startswith("${"):
        return service_of_type(type_of(text[2:].partition("}")[0].partition(".")[0], spec) or "")
    if source is not None:
        return service_of_type(type_of(source.logical_id, spec) or "")
    return service_of_arn(text) if text is not None else None


def _is_bucket(arn: Any, spec: ApiSpec) -> bool:
    source, text = named(arn), text_of(arn)
    if source is not None:
        return type_of(source.logical_id, spec) == "AWS::S3::Bucket"
    return text is not None and text.startswith("arn:") and "/" not in resource_of_arn(text) and "*" not in text


CHECKS: Checks = ((statements_are_about_what_they_name, {"cloudformation"}),)
