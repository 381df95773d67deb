"""Stages: which names and variables API Gateway takes.

https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
"""

from __future__ import annotations

import re
from typing import Final

from generator.http_api import quotas

_NAME: Final = re.compile(r"\$default|[A-Za-z0-9_-]{1,128}")
_VARIABLE: Final = re.compile(rf"[A-Za-z0-9_]{{1,{quotas.STAGE_VARIABLE_KEY}}}")
_VALUE: Final = re.compile(r"[A-Za-z0-9\-._~:/?#&=,]+")

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables-reference.html
_REFERENCE: Final = re.compile(r"\$\{stageVariables\.[A-Za-z0-9_]+\}")


def name_problem(text: str) -> str | None:
    """Say what is wrong with the name of a stage."""
    return None if _NAME.fullmatch(text) else "must be $default, or at most 128 letters, digits, '-' and '_'"


def variable_problem(text: str) -> str | None:
    """Say what is wrong with the name of a stage variable."""
    if _VARIABLE.fullmatch(text):
        return None
    return f"must be at most {quotas.STAGE_VARIABLE_KEY} letters, digits and '_'"


def variable_value_problem(text: str) -> str | None:
    """Say what is wrong with the value of a stage variable."""
    if not _VALUE.fullmatch(text):
        return "must be letters, digits and -._~:/?#&=,"
    if len(text) > quotas.STAGE_VARIABLE_VALUE:
        return f"must have at most {quotas.STAGE_VARIABLE_VALUE} characters"
    return None


def refers_to_variables(text: str) -> bool:
    """Say whether a URL or an ARN has a stage variable in it, `${stageVariables.orders}`."""
    return _REFERENCE.search(text) is not None


def without_variables(text: str, stand_in: str) -> str:
    """Return a URL or an ARN with something else in place of each stage variable, to look at the rest."""
    return _REFERENCE.sub(stand_in, text)
