"""Which ARNs API Gateway calls a function with, and which of them a permission's SourceArn covers.

A route calls with `arn:<partition>:execute-api:<region>:<account>:<api>/<stage>/<METHOD><path>`, `$default` with
`<api>/<stage>/$default`, and an authorizer with `<api>/authorizers/<its ID>`. In the path, `*` stands for a variable:
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.example-code
https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
aws/serverless-application-model#1860: `<api>/*/*/$default` covers nothing.
"""

from __future__ import annotations

import re
from typing import Final

from generator.http_api.route_keys import RouteKey

SOMETHING: Final = "\ue000"
"""Stands for what is not one text alone: a variable of a path, or any method. Only `*` and `?` cover it."""

_VARIABLE: Final = re.compile(r"\{[^/{}]+\}")


def tails(key: RouteKey, stage: str = SOMETHING) -> tuple[str, ...]:
    """Return what follows `<api>/` in the ARN of a route: `prod/GET/items/*`; a console writes `{id}` to the letter."""
    if key.method is None:
        return (f"{stage}/$default",)
    method = SOMETHING if key.method == "ANY" else key.method
    paths = dict.fromkeys((_VARIABLE.sub(SOMETHING, key.path), key.path))
    return tuple(f"{stage}/{method}{path}" for path in paths)


def authorizer_tail(authorizer_id: str = SOMETHING) -> str:
    """Return what follows `<api>/` in the ARN of an authorizer."""
    return f"authorizers/{authorizer_id}"


def covers(pattern: str, tail: str) -> bool:
    """Say whether the end of a SourceArn, after `<api>/`, covers that of a caller: `*` is any text, `?` one character.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
    """
    wanted = "".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in pattern)
    return re.fullmatch(wanted, tail, re.DOTALL) is not None


def covering_tail(key: RouteKey) -> str:
    """Return the narrowest tail that covers a route, to be offered: `*/GET/items/*`."""
    return tails(key, "*")[0].replace(SOMETHING, "*")
