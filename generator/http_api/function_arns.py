"""ARNs of functions, as integrations and authorizers take them."""

import re
from typing import Final

from generator.http_api import stages

# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html; a version or an alias follows.
_FUNCTION_ARN: Final = re.compile(r"arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?")


def is_function_arn(text: str) -> bool:
    """Say whether a text is the ARN of a function, a version or an alias; a stage variable may be its name.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables.html
    """
    return _FUNCTION_ARN.fullmatch(stages.without_variables(text, "name")) is not None


def problem(arn: str) -> str | None:
    """Say that a text is not the ARN of a function, a version or an alias."""
    if is_function_arn(arn):
        return None
    return "must be the ARN of a function, such as arn:aws:lambda:eu-central-1:123456789012:function:orders"
