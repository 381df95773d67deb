"""ARNs of functions, as integrations and authorizers take them.

A stage variable may be the function's name:
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables.html
"""

import re
from typing import Final

# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html; a version or an alias follows.
FUNCTION_ARN: Final = r"arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?"


def problem(arn: str) -> str | None:
    """Say that a text is not the ARN of a function, a version or an alias."""
    if re.fullmatch(FUNCTION_ARN, without_stage_variables(arn)):
        return None
    return "must be the ARN of a function, such as arn:aws:lambda:eu-central-1:123456789012:function:orders"


def without_stage_variables(text: str) -> str:
    """`arn:aws:lambda:…:function:${stageVariables.orders}` -> `arn:aws:lambda:…:function:name`"""
    return re.sub(r"\$\{stageVariables\.[A-Za-z0-9_]+\}", "name", text)
