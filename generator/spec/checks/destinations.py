"""Destinations of asynchronous invocations: such as Lambda sends to, and none that lead back.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem, SpecPath
from generator.spec import resolved
from generator.spec.checks.arns import NOTHING
from generator.spec.destinations import Target, functions_by_id, targets
from generator.spec.raw import raw_type
from generator.spec.references import may_be_nothing, named, references
from generator.spec.resource_dependencies import reached

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.functions import FunctionSpec


def destinations_can_be_sent_to(spec: ApiSpec) -> Iterator[Problem]:
    yield from dict.fromkeys(
        Problem((*_place(name, function, target), *field), message)
        for name, function in spec.functions.items()
        for target in targets(function)
        for field, message in _of_target(target, spec)
    )


def _place(name: str, function: FunctionSpec, target: Target) -> SpecPath:
    setting, *rest = target.path
    return (*resolved.setting_path(name, function, str(setting)), *rest)


def _of_target(target: Target, spec: ApiSpec) -> Iterator[tuple[SpecPath, str]]:
    if may_be_nothing(target.arn):
        yield (target.field,), NOTHING
        return
    allowed = ("SQS", "SNS") if target.field == "target_arn" else ("SQS", "SNS", "Lambda", "EventBridge", "S3Bucket")
    known, kind, source = target.known(spec), target.kind(spec), named(target.arn)
    resource_type = raw_type(source.logical_id, spec) if source else None
    if source and resource_type and not known:
        yield (target.field,), f"must lead to one of {', '.join(allowed)}: {source.logical_id} is an {resource_type}"
    elif known and known not in allowed:
        yield (target.field,), f"must lead to one of {', '.join(allowed)} (got {known})"
    elif kind is None:
        yield (), f"needs its type, which {target.field} does not tell: add one of {', '.join(allowed)}"
    elif known and known != kind:
        yield ("type",), f"must be {known}: that is what {target.field} leads to (got {kind})"
    if kind == "S3Bucket" and target.path[-1] == "on_success":
        yield (), "cannot be a bucket: Lambda writes failures there, and nothing else; use on_failure, or a queue"
    if target.is_fifo(spec):
        yield (target.field,), "is FIFO, and Lambda sends to standard queues and topics only: name a standard one"


def destinations_do_not_lead_back(spec: ApiSpec) -> Iterator[Problem]:
    """A function waits for its role, which names the destination: `Circular dependency between resources`. And the
    functions would call one another for ever.
    """
    ids = functions_by_id(spec)
    behind: dict[str, set[str]] = {
        name: set().union(*(_led_to(target, ids) for target in targets(function)))
        for name, function in spec.functions.items()
    }
    for name, function in spec.functions.items():
        for target in targets(function):
            if name in reached(_led_to(target, ids), behind):
                message = "leads back to the function itself: name another destination"
                yield Problem((*_place(name, function, target), target.field), message)


def _led_to(target: Target, ids: dict[str, str]) -> set[str]:
    return {ids[found] for _, found in references(target.arn) if found in ids}


CHECKS: Checks = (
    (destinations_can_be_sent_to, {"cloudformation"}),
    (destinations_do_not_lead_back, set()),
)
