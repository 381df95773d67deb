"""How long API Gateway waits for a function: one that runs longer has answered nobody, and is paid for all the same.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
"""

from typing import Final, NamedTuple

from generator.http_api import quotas

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
OF_A_FUNCTION: Final = 3  # seconds, unless it says otherwise


class Bound(NamedTuple):
    """The longest timeout that a function can have, in whole seconds as Lambda takes them, and why."""

    seconds: int
    reason: str


OF_AUTHORIZERS: Final = Bound(
    quotas.AUTHORIZER_TIMEOUT,
    f"API Gateway waits {quotas.AUTHORIZER_TIMEOUT} seconds for an authorizer, while the function would run on",
)


def of_integration(milliseconds: float | None) -> Bound:
    """Return the bound of a function behind an integration with this timeout; None if it has the default.

    With less than a second the bound is one, as no function has less: it may be cut off in any case.
    """
    seconds = (quotas.INTEGRATION_MILLIS[1] if milliseconds is None else milliseconds) / 1000
    shown = f"{seconds:g} second{'' if seconds == 1 else 's'}"
    return Bound(max(1, int(seconds)), f"API Gateway answers 503 after {shown}, while the function would run on")
