"""What becomes of asynchronous invocations: how long they are tried, and where they go."""

from typing import Literal

from generator.spec.base import Arn, SpecModel


class Destination(SpecModel):
    """A queue, a topic, or whatever else takes events."""

    type: Literal["SQS", "SNS", "Lambda", "EventBridge", "S3Bucket"] | None = None
    arn: Arn


class EventInvokeConfig(SpecModel):
    """How often and how long Lambda tries, and where the result goes."""

    maximum_event_age_in_seconds: int | None = None
    maximum_retry_attempts: int | None = None
    on_success: Destination | None = None
    on_failure: Destination | None = None
