"""The stage: the deployed face of the API, with its throttling, access log and variables."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticKnownError

from generator.http_api import access_logs, quotas, stages
from generator.spec.base import SpecModel, Value, matching, valid, written_out
from generator.spec.log_groups import LogGroup
from generator.spec.routes import Throttling

StageName = Annotated[str, valid(stages.name_problem)]
VariableName = Annotated[str, valid(stages.variable_problem)]
VariableValue = Annotated[str, Field(max_length=quotas.STAGE_VARIABLE_VALUE), valid(stages.variable_value_problem)]


# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
LogGroupArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:logs:[\w-]+:\d{12}:log-group:[A-Za-z0-9_/.#-]{1,512}(:\*)?",
            "the ARN of a log group, such as arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/orders",
        ),
    ]
]


def _format(text: str) -> str:
    if text in access_logs.FORMATS:
        return text
    if "$" not in text:
        raise ValueError(f"must be one of {', '.join(access_logs.FORMATS)}, or a format of $context variables")
    reason = access_logs.format_problem(text)
    if reason:
        raise ValueError(reason)
    return text


def _false_for_none(value: Any) -> Any:
    if value is None:
        raise PydanticKnownError("dict_type")
    return None if value is False else value


class AccessLog(LogGroup):
    """One line a request, in a log group of its own, or in one that there is.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
    """

    format: Annotated[str, AfterValidator(_format)] = "json"
    destination_arn: LogGroupArn | None = None

    @model_validator(mode="after")
    def _has_one_destination(self) -> Self:
        misplaced = self.model_fields_set & set(LogGroup.model_fields)
        if self.destination_arn is not None and misplaced:
            raise ValueError(f"{sorted(misplaced)[0]} belongs to the log group that there is: leave it out")
        return self


class StageSettings(SpecModel):
    """What a stage has beside its name.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
    """

    description: Value[Annotated[str, Field(max_length=1_024)]] | None = None
    throttling: Throttling = Throttling.model_construct(rate_limit=100, burst_limit=200)
    detailed_metrics: Value[bool] | None = None
    auto_deploy: bool = True
    access_log: Annotated[AccessLog | None, BeforeValidator(_false_for_none)] = (
        AccessLog.model_construct()
    )  # false for none
    variables: Annotated[
        dict[VariableName, Value[VariableValue]],
        written_out,
        Field(max_length=quotas.STAGE_VARIABLES),
    ] = {}

    @property
    def access_log_group(self) -> AccessLog | None:
        """The settings of the log group that the template makes for the access log, if it makes one."""
        return self.access_log if self.access_log and self.access_log.destination_arn is None else None

    def named(self, name: str) -> "Stage":
        """Return the stage of this name, with these settings."""
        return Stage.model_construct(_fields_set={*self.model_fields_set, "name"}, **{**dict(self), "name": name})


class Stage(StageSettings):
    """`$default` answers below the API's own address; a named stage puts its name in front of every path.

    The name is a literal, because the URL is built from it.
    """

    name: StageName = "$default"
