"""Integrations: what answers the requests of a route, and how they are passed on to it."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from generator.http_api import quotas
from generator.spec.base import Arn, Lazy, Name, SpecModel, Value, valid, written_out

if TYPE_CHECKING:
    from generator.spec import backends, services

    Http = backends.Http | None
    Private = backends.Private | None
    Sqs = services.Sqs | None
    EventBridge = services.EventBridge | None
    StepFunctions = services.StepFunctions | None
    Kinesis = services.Kinesis | None
    AppConfig = services.AppConfig | None
else:
    Http = Annotated[Any, Lazy("generator.spec.backends", "Http")]
    Private = Annotated[Any, Lazy("generator.spec.backends", "Private")]
    Sqs = Annotated[Any, Lazy("generator.spec.services", "Sqs")]
    EventBridge = Annotated[Any, Lazy("generator.spec.services", "EventBridge")]
    StepFunctions = Annotated[Any, Lazy("generator.spec.services", "StepFunctions")]
    Kinesis = Annotated[Any, Lazy("generator.spec.services", "Kinesis")]
    AppConfig = Annotated[Any, Lazy("generator.spec.services", "AppConfig")]

SERVICES = ("sqs", "event_bridge", "step_functions", "kinesis", "app_config")
FUNCTIONS = ("function", "function_arn")
BACKENDS = (*FUNCTIONS, "http", "private", *SERVICES)
NAMED = "integration"  # of a route: one of the spec's integrations
OPTIONS = (
    "description", "timeout_in_millis", "payload_format_version", "request_parameters", "response_parameters",
    "credentials_arn",
)  # fmt: skip


def _function_arn_problem(text: str) -> str | None:
    from generator.http_api import function_arns  # only where one is named

    return function_arns.problem(text)


FunctionArn = Value[Annotated[str, valid(_function_arn_problem)]]


class IntegrationSpec(SpecModel):
    """One backend, and how requests and responses are passed on.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html
    """

    function: Name | None = None
    function_arn: FunctionArn | None = None
    http: Http = None
    private: Private = None
    sqs: Sqs = None
    event_bridge: EventBridge = None
    step_functions: StepFunctions = None
    kinesis: Kinesis = None
    app_config: AppConfig = None
    description: Value[Annotated[str, Field(max_length=1_024)]] | None = None
    timeout_in_millis: (
        Value[Annotated[int, Field(ge=quotas.INTEGRATION_MILLIS[0], le=quotas.INTEGRATION_MILLIS[1])]] | None
    ) = None
    payload_format_version: Literal["1.0", "2.0"] | None = None
    request_parameters: Annotated[dict[str, Value[str]], written_out] = {}
    response_parameters: dict[str, Annotated[dict[str, Value[str]], written_out]] = {}
    credentials_arn: Arn | None = None

    @model_validator(mode="after")
    def _has_one_backend(self) -> Self:
        known = [name for name in (*BACKENDS, NAMED) if name in type(self).model_fields]
        if self.the_one_of(known) == NAMED and self.options:
            raise ValueError(f"{next(iter(self.options))} belongs to the integration: write it there")
        return self

    @property
    def kind(self) -> str:
        """The name of its backend's field: `function`, `http`, `sqs`, …"""
        return next(name for name in (*BACKENDS, NAMED) if getattr(self, name, None) is not None)

    @property
    def backend(self) -> Any:
        """What stands in that field."""
        return getattr(self, self.kind)

    @property
    def is_function(self) -> bool:
        """Whether API Gateway invokes a function, of the spec or outside of it."""
        return self.kind in FUNCTIONS

    @property
    def is_service(self) -> bool:
        """Whether API Gateway calls an AWS service by itself, with credentials."""
        return self.kind in SERVICES

    @property
    def options(self) -> dict[str, Any]:
        """What it says beside its backend; a function without any is reached through an integration that all share."""
        return {name: getattr(self, name) for name in OPTIONS if name in self.model_fields_set}
