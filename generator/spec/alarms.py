"""Alarms and a dashboard: what wakes somebody, and what they look at then."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator.http_api import quotas
from generator.spec.base import Number, SpecModel, Value, matching
from generator.spec.conditional import Conditional
from generator.syntax import is_intrinsic

Email = Value[Annotated[str, matching(r"(?u:[^@\s]+@[^@\s]+)", "an e-mail address")]]

# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
TopicArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]{1,256}(\.fifo)?",
            "the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:123456789012:alarms",
        ),
    ]
]


def _period(seconds: int) -> int:
    """CloudWatch takes 10, 20 and 30 too, but these metrics come once a minute: such an alarm often lacks data.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """
    if seconds % 60 or not 60 <= seconds <= quotas.ALARM_SECONDS:
        raise ValueError(f"must be a multiple of 60 up to {quotas.ALARM_SECONDS}")
    return seconds


class Alarm(SpecModel):
    """When one alarm goes off: above the threshold in so many of the last periods.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
    """

    threshold: Value[Annotated[Number, Field(ge=0)]]
    period: Value[Annotated[int, AfterValidator(_period)]] = 60  # seconds
    evaluation_periods: Value[Annotated[int, Field(ge=1)]] = 5
    datapoints_to_alarm: Value[Annotated[int, Field(ge=1)]] | None = None
    treat_missing_data: Literal["breaching", "notBreaching", "ignore", "missing"] = "notBreaching"


class Count(Alarm):
    """An alarm that counts: one period above the threshold is enough, so that 0 is any at all."""

    evaluation_periods: Value[Annotated[int, Field(ge=1)]] = 1


def _threshold(value: Any) -> Any:
    return value if isinstance(value, (dict, Alarm)) and not is_intrinsic(value) else {"threshold": value}


Threshold = Annotated[Alarm, BeforeValidator(_threshold)]
"""A number, or a mapping."""
CountThreshold = Annotated[Count, BeforeValidator(_threshold)]


ALARMS = ("error_rate", "client_error_rate", "p99_latency", "function_errors", "throttles")


class Alarms(Conditional):
    """Each alarm that is given a threshold, and who is told.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
    """

    notify: TopicArn | None = None  # a topic that there is
    emails: Annotated[list[Email], Field(min_length=1)] | None = None  # readers of a topic that is made
    error_rate: Threshold | None = None  # percent of all requests, answered with 5xx
    client_error_rate: Threshold | None = None  # percent of all requests, answered with 4xx
    p99_latency: Threshold | None = None  # milliseconds
    function_errors: CountThreshold | None = None  # of each function, in a period
    throttles: CountThreshold | None = None  # of each function, in a period

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.notify is None) == (self.emails is None):
            raise ValueError("needs notify, a topic that there is, or emails, for which one is made, and not both")
        if not self.thresholds:
            raise ValueError(f"needs a threshold for one of {', '.join(ALARMS)}")
        return self

    @property
    def thresholds(self) -> dict[str, Alarm]:
        """The alarms that are asked for, by the name of their field."""
        return {name: getattr(self, name) for name in ALARMS if getattr(self, name) is not None}


class Dashboard(Conditional):
    """Graphs of requests, errors and latencies, of the API and of each of its functions."""
