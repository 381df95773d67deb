"""AWS services behind a route: what API Gateway calls by itself, with a role for this one action.

Every value may be taken from the request: `$request.body.order`. Which values an action takes is known in
`http_api/services.py`; here they have names and, where it is plain what is meant, defaults.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
"""

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.http_api import parameter_mapping
from generator.http_api.services import ACTIONS, Action
from generator.spec.base import SpecModel, Value, matching, valid


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Mapped = Value[
    Annotated[str, BeforeValidator(_number_as_text), Field(min_length=1), valid(parameter_mapping.source_problem)]
]
"""A text, or where it stands in the request."""

# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
QueueArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w-]+(\.fifo)?",
            "the ARN of a queue, such as arn:aws:sqs:eu-central-1:123456789012:jobs",
        ),
    ]
]
EventBusArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:events:[\w-]+:\d{12}:event-bus/.+",
            "the ARN of an event bus, such as arn:aws:events:eu-central-1:123456789012:event-bus/shop",
        ),
    ]
]
StateMachineArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:.+",
            "the ARN of a state machine, such as arn:aws:states:eu-central-1:123456789012:stateMachine:flow",
        ),
    ]
]
StreamArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:kinesis:[\w-]+:\d{12}:stream/[\w.-]+",
            "the ARN of a stream, such as arn:aws:kinesis:eu-central-1:123456789012:stream/clicks",
        ),
    ]
]
# AppConfig takes names too, but the ARNs of a role's permission have IDs.
# https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Application.html
AppConfigId = Value[Annotated[str, matching(r"[a-z0-9]{4,7}", "an ID of 4 to 7 small letters and digits, not a name")]]


class Service(SpecModel):
    """What all services have: an action, and the fields that are its parameters."""

    SERVICE: ClassVar[str]
    """The service's name in a spec."""
    RESOURCE: ClassVar[tuple[str, str]] = ("", "")
    """The field with the ARN of what is acted on, and the parameter that says so."""
    DEFAULTS: ClassVar[dict[str, str]] = {}
    """What a field has, if its action takes it, unless it says otherwise."""

    region: Value[str] | None = None

    @model_validator(mode="after")
    def _fits_its_action(self) -> Self:
        for field in self._given():
            if _parameter(field, self.definition) is None:
                raise ValueError(f"{field} {self._belongs_to(field)}")
        said = {*self.parameters, self.RESOURCE[1]}
        missing = [_snake(name) for name in self.definition.required if name not in said]
        if missing:
            raise ValueError(f"{self.action_name} needs {' and '.join(missing)}")
        return self

    @property
    def action_name(self) -> str:
        name: str = self.action  # type: ignore[attr-defined]  # every service has its own actions
        return name

    @property
    def definition(self) -> Action:
        """What HTTP APIs know of its action."""
        return ACTIONS[self.SERVICE][self.action_name]

    @property
    def resource(self) -> Any:
        """The ARN of what is acted on; None for the account's own event bus, and for what has no ARN here."""
        return getattr(self, self.RESOURCE[0], None)

    @property
    def parameters(self) -> dict[str, Any]:
        """What it says of the request's parameters, under AWS's names and in AWS's order, without the resource's."""
        fields = {**self.DEFAULTS, **{field: getattr(self, field) for field in self._given()}}
        said = {_parameter(field, self.definition): value for field, value in fields.items()}
        return {name: said[name] for name in self.definition.parameters if name in said}

    def _given(self) -> list[str]:
        own = {"action", self.RESOURCE[0]}
        return [name for name in type(self).model_fields if name not in own and getattr(self, name) is not None]

    def _belongs_to(self, field: str) -> str:
        actions = [name for name, action in ACTIONS[self.SERVICE].items() if _parameter(field, action)]
        return f"is for {' and '.join(actions)} only, not for {self.action_name}: remove it"


def _parameter(field: str, action: Action) -> str | None:
    """`message_body` -> `MessageBody`, or None if the action takes no such thing."""
    return next((name for name in action.parameters if name.lower() == field.replace("_", "")), None)


def _snake(parameter: str) -> str:
    """`MessageBody` -> `message_body`"""
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in parameter).removeprefix("_")


class Sqs(Service):
    """A queue, by its ARN."""

    SERVICE = "sqs"
    RESOURCE = ("queue", "QueueUrl")
    DEFAULTS: ClassVar[dict[str, str]] = {"message_body": "$request.body"}

    action: Literal["SendMessage", "ReceiveMessage", "DeleteMessage", "PurgeQueue"] = "SendMessage"
    queue: QueueArn
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

    SERVICE = "event_bridge"
    RESOURCE = ("event_bus", "EventBusName")

    action: Literal["PutEvents"] = "PutEvents"
    event_bus: EventBusArn | None = None
    source: Mapped
    detail_type: Mapped
    detail: Mapped = "$request.body"
    time: Mapped | None = None
    resources: Mapped | None = None
    trace_header: Mapped | None = None


class StepFunctions(Service):
    """A state machine, by its ARN; an execution is stopped by its own, which must be one of this state machine's."""

    SERVICE = "step_functions"
    RESOURCE = ("state_machine", "StateMachineArn")

    action: Literal["StartExecution", "StartSyncExecution", "StopExecution"] = "StartExecution"
    state_machine: StateMachineArn
    name: Mapped | None = None
    input: Mapped | None = None
    trace_header: Mapped | None = None
    execution_arn: Mapped | None = None
    cause: Mapped | None = None
    error: Mapped | None = None


class Kinesis(Service):
    """A stream, by its ARN."""

    SERVICE = "kinesis"
    RESOURCE = ("stream", "StreamName")

    action: Literal["PutRecord"] = "PutRecord"
    stream: StreamArn
    data: Mapped = "$request.body"
    partition_key: Mapped
    sequence_number_for_ordering: Mapped | None = None
    explicit_hash_key: Mapped | None = None


class AppConfig(Service):
    """A configuration profile of AppConfig; all by their IDs."""

    SERVICE = "app_config"

    action: Literal["GetConfiguration"] = "GetConfiguration"
    application: AppConfigId
    environment: AppConfigId
    configuration: AppConfigId
    client_id: Mapped
    client_configuration_version: Mapped | None = None
