"""AWS services behind a route: what API Gateway calls by itself, with a role for this one action.

Every value may be taken from the request: `$request.body.order`.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from generator.http_api import parameter_mapping
from generator.spec.base import Arn, SpecModel, Value, valid


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Mapped = Value[
    Annotated[str, BeforeValidator(_number_as_text), Field(min_length=1), valid(parameter_mapping.source_problem)]
]
"""A text, or where it stands in the request."""


class Service(SpecModel):
    """What all services have."""

    region: Value[str] | None = None


class Sqs(Service):
    """A queue, by its ARN."""

    action: Literal["SendMessage", "ReceiveMessage", "DeleteMessage", "PurgeQueue"] = "SendMessage"
    queue: Arn
    message_body: Mapped | None = None
    delay_seconds: Mapped | None = None
    message_attributes: Mapped | None = None
    message_deduplication_id: Mapped | None = None
    message_group_id: Mapped | None = None
    message_system_attributes: Mapped | None = None
    attribute_names: Mapped | None = None
    max_number_of_messages: Mapped | None = None
    message_attribute_names: Mapped | None = None
    receive_request_attempt_id: Mapped | None = None
    visibility_timeout: Mapped | None = None
    wait_time_seconds: Mapped | None = None
    receipt_handle: Mapped | None = None


class EventBridge(Service):
    """An event bus, by its ARN; the account's own if none is named."""

    action: Literal["PutEvents"] = "PutEvents"
    event_bus: Arn | None = None
    source: Mapped
    detail_type: Mapped
    detail: Mapped = "$request.body"
    time: Mapped | None = None
    resources: Mapped | None = None
    trace_header: Mapped | None = None


class StepFunctions(Service):
    """A state machine, by its ARN."""

    action: Literal["StartExecution", "StartSyncExecution", "StopExecution"] = "StartExecution"
    state_machine: Arn
    name: Mapped | None = None
    input: Mapped | None = None
    trace_header: Mapped | None = None
    execution_arn: Mapped | None = None
    cause: Mapped | None = None
    error: Mapped | None = None


class Kinesis(Service):
    """A stream, by its ARN."""

    action: Literal["PutRecord"] = "PutRecord"
    stream: Arn
    data: Mapped = "$request.body"
    partition_key: Mapped
    sequence_number_for_ordering: Mapped | None = None
    explicit_hash_key: Mapped | None = None


class AppConfig(Service):
    """A configuration profile of AppConfig; all by their IDs."""

    action: Literal["GetConfiguration"] = "GetConfiguration"
    application: Value[str]
    environment: Value[str]
    configuration: Value[str]
    client_id: Mapped
    client_configuration_version: Mapped | None = None
