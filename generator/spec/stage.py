"""The stage: the deployed face of the API, with its throttling, access log and variables."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from generator.http_api import quotas
from generator.spec.base import SpecModel, Value, matching, written_out
from generator.spec.log_groups import LogGroup
from generator.spec.routes import Throttling

StageName = Annotated[
    str, matching(r"\$default|[A-Za-z0-9_-]{1,128}", "$default, or at most 128 letters, digits, '-' and '_'")
]
VariableName = Annotated[
    str,
    matching(
        rf"[A-Za-z0-9_]{{1,{quotas.STAGE_VARIABLE_KEY}}}", f"at most {quotas.STAGE_VARIABLE_KEY} letters, digits, '_'"
    ),
]
# https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
VariableValue = Annotated[
    str,
    Field(max_length=quotas.STAGE_VARIABLE_VALUE),
    matching(r"[A-Za-z0-9\-._~:/?#&=,]+", "letters, digits and -._~:/?#&=,"),
]


def _false_for_none(value: Any) -> Any:
    if value is None:
        raise ValueError("must be a mapping")
    return None if value is False else value


class Stage(SpecModel):
    """`$default` answers below the API's own address; a named stage puts its name in front of every path.

    The name is a literal, because the URL is built from it.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
    """

    name: StageName = "$default"
    description: Value[Annotated[str, Field(max_length=1_024)]] | None = None
    throttling: Throttling = Throttling(rate_limit=100, burst_limit=200)
    detailed_metrics: Value[bool] | None = None
    access_log: Annotated[LogGroup | None, BeforeValidator(_false_for_none)] = (
        LogGroup()
    )  # one JSON line a request; false for none
    variables: Annotated[
        dict[VariableName, Value[VariableValue]],
        written_out,
        Field(max_length=quotas.STAGE_VARIABLES),
    ] = {}
