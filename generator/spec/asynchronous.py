"""What becomes of asynchronous invocations: how long they are tried, and where they go.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.spec.base import Arn, SpecModel, Value, short_value


class DeadLetterQueue(SpecModel):
    """A standard queue or topic that gets the events that no attempt has processed.

    `type` is needed only where the ARN does not tell it.
    """

    WHOLE = True

    type: Literal["SQS", "SNS"] | None = None
    target_arn: Arn


class Destination(SpecModel):
    """What gets a record of an invocation. `type` is needed only where the ARN does not tell it."""

    WHOLE = True

    type: Literal["SQS", "SNS", "Lambda", "EventBridge", "S3Bucket"] | None = None
    destination: Arn


class EventInvokeConfig(SpecModel):
    """How often and how long Lambda tries, and where the result goes.

    https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
    """

    maximum_event_age_in_seconds: Value[Annotated[int, Field(ge=60, le=21_600)]] | None = None
    maximum_retry_attempts: Value[Annotated[int, Field(ge=0, le=2)]] | None = None
    on_success: Annotated[Destination, short_value("destination")] | None = None
    on_failure: Annotated[Destination, short_value("destination")] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError(f"needs one of {', '.join(type(self).model_fields)}")
        return self
