"""Queues: what a FIFO queue wants to know of every message, and what it does not take.

SQS refuses such a message when it is sent: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
A group is no mistake elsewhere: in a standard queue it makes for fair shares.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagegroupid-property.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.spec import resolved
from generator.spec.known_values import declared_values
from generator.spec.raw import RawResource, raw_resource
from generator.spec.references import named, text_of

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.services import Sqs

_FIFO = ".fifo"  # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html


def messages_suit_their_queue(spec: ApiSpec) -> Iterator[Problem]:
    for path, integration, _ in resolved.written_integrations(spec):
        sqs = integration.sqs
        if sqs and sqs.action == "SendMessage":
            for field, message in _misfits(sqs, spec):
                yield Problem((*path, "sqs", field), message)


def _misfits(sqs: Sqs, spec: ApiSpec) -> Iterator[tuple[str, str]]:
    source = named(sqs.queue)
    queue = raw_resource(source.logical_id, spec) if source else None
    if source and queue:
        yield from _of_raw(source.logical_id, queue, sqs)
    elif text := _name_of_fifo(sqs.queue):
        yield from _of_fifo(text, sqs)


def _of_raw(name: str, queue: RawResource, sqs: Sqs) -> Iterator[tuple[str, str]]:
    if queue.type != "AWS::SQS::Queue":
        return
    is_fifo = _truth(queue, "FifoQueue")
    if is_fifo:
        yield from _of_fifo(name, sqs)
    if is_fifo and sqs.message_deduplication_id is None and _truth(queue, "ContentBasedDeduplication") is False:
        yield (
            "message_deduplication_id",
            f"is required: {name} is a FIFO queue without ContentBasedDeduplication: true",
        )
    # `The request include parameter that is not valid for this queue type` (ethberry/nestjs-sqs#83)
    if is_fifo is False and sqs.message_deduplication_id is not None:
        yield "message_deduplication_id", f"is for FIFO queues only, and {name} is none: remove it"


def _of_fifo(name: str, sqs: Sqs) -> Iterator[tuple[str, str]]:
    if sqs.message_group_id is None:
        yield "message_group_id", f"is required: {name} is a FIFO queue"
    if sqs.delay_seconds is not None:
        yield "delay_seconds", f"cannot be said of one message: {name} is a FIFO queue, which has its own DelaySeconds"


def _truth(queue: RawResource, name: str) -> bool | None:
    """Return what a property says, false if it is not there; None if a function decides at deployment."""
    value = queue.properties.get(name, False)
    return None if isinstance(value, dict) else str(value).lower() == "true"


def _name_of_fifo(arn: object) -> str | None:
    """Return the name of a queue outside of the template if it must be a FIFO queue."""
    known = [text] if (text := text_of(arn)) else [each for each in declared_values(arn) if isinstance(each, str)]
    found = [text.rpartition(":")[2] for text in known if text.endswith(_FIFO)]
    return found[0] if found and len(found) == len(known) else None


CHECKS: Checks = ((messages_suit_their_queue, {"cloudformation"}),)
