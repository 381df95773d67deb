"""Where Lambda sends what becomes of asynchronous invocations, and of which kind that is, as far as the spec tells.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import names
from generator.errors import SpecPath
from generator.spec.known_values import declared_values
from generator.spec.raw import raw_resource, raw_type
from generator.spec.references import named, plain, plain_value, text_of

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.functions import FunctionSpec

_BY_SERVICE = {"sqs": "SQS", "sns": "SNS", "lambda": "Lambda", "events": "EventBridge", "s3": "S3Bucket"}
_BY_TYPE = {
    "AWS::SQS::Queue": "SQS",
    "AWS::SNS::Topic": "SNS",
    "AWS::Lambda::Function": "Lambda",
    "AWS::Lambda::Alias": "Lambda",
    "AWS::Lambda::Version": "Lambda",
    "AWS::Serverless::Function": "Lambda",
    "AWS::Events::EventBus": "EventBridge",
    "AWS::S3::Bucket": "S3Bucket",
}
_VARIABLE = re.compile(r"\$\{[^}]*\}")
_FIFO = {"AWS::SQS::Queue": "FifoQueue", "AWS::SNS::Topic": "FifoTopic"}


class Target(NamedTuple):
    """A destination, and where it stands below its function; `field` is that of its ARN."""

    path: SpecPath
    field: str
    arn: Any
    said: str | None

    def kind(self, spec: ApiSpec) -> str | None:
        """Return what the spec says that it is, or what its ARN tells."""
        return self.said or self.known(spec)

    def known(self, spec: ApiSpec) -> str | None:
        """Return what the ARN tells: the service in its text, or the type of a resource of the template.

        A parameter tells nothing, whatever its default: another value may be given when it is deployed.
        """
        match plain(self.arn):
            case {"Fn::If": [_, *branches]}:
                known = {self._replace(arn=plain_value(branch)).known(spec) for branch in branches}
                return known.pop() if len(known) == 1 else None
        source = named(self.arn)
        if source and source.logical_id in functions_by_id(spec):
            return "Lambda"
        if source and (resource_type := raw_type(source.logical_id, spec)):
            return _BY_TYPE.get(resource_type)
        service = _service(text_of(self.arn) or "")
        return _BY_SERVICE.get(service, service) or None

    def is_fifo(self, spec: ApiSpec) -> bool:
        """Say whether it is known to keep an order, which Lambda does not send to."""
        source = named(self.arn)
        resource = raw_resource(source.logical_id, spec) if source else None
        if resource and resource.type in _FIFO:
            return str(resource.properties.get(_FIFO[resource.type])).lower() == "true"
        return any(str(text).endswith(".fifo") for text in (text_of(self.arn), *declared_values(self.arn)))


def _service(arn: str) -> str:
    """`arn:${AWS::Partition}:sqs:…` -> `sqs`"""
    parts = _VARIABLE.sub("", arn).split(":")
    return parts[2] if len(parts) > 2 else ""


def functions_by_id(spec: ApiSpec) -> dict[str, str]:
    """Return the functions of the spec by the logical IDs that lead to them: their own, and those of their aliases."""
    aliases = {
        names.function_alias(name, function.auto_publish_alias): name
        for name, function in spec.functions.items()
        if function.auto_publish_alias
    }
    return {names.function(name): name for name in spec.functions} | aliases


def targets(function: FunctionSpec) -> Iterator[Target]:
    """Yield the dead-letter queue of a function, then its destinations, as far as there are such."""
    if queue := function.dead_letter_queue:
        yield Target(("dead_letter_queue",), "target_arn", queue.target_arn, queue.type)
    yield from destinations(function)


def destinations(function: FunctionSpec) -> Iterator[Target]:
    config = function.event_invoke_config
    for option in ("on_success", "on_failure") if config else ():
        if destination := getattr(config, option):
            yield Target(("event_invoke_config", option), "destination", destination.destination, destination.type)
