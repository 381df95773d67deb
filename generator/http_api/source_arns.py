"""Which ARNs API Gateway calls a function with, and which of them a permission's SourceArn covers.

A route calls with `arn:<partition>:execute-api:<region>:<account>:<api>/<stage>/<METHOD><path>`, `$default` with
`<api>/<stage>/$default`, and an authorizer with `<api>/authorizers/<its ID>`. In the path, `*` stands for a variable:
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.example-code
https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
`<api>/*/*/$default` covers nothing (aws/serverless-application-model#1860), and `<api>/*/*/*` not `$default`
(terraform-aws-modules/terraform-aws-apigateway-v2#41).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from generator.http_api.route_keys import METHODS, RouteKey

SOMETHING: Final = "\ue000"
"""Stands in the ARN of a caller for what is not one text alone: a variable of a path, or any method."""
ANY_STAGE: Final = "\ue005"
"""Stands in the ARN of a caller for a stage of which the name is not known: whatever a SourceArn names, it may be."""
NOT_KNOWN: Final = "\ue006"
"""Stands in a SourceArn for what is not known: it may be what a caller has there."""

_VARIABLE: Final = re.compile(r"\{[^/{}]+\}")
_WILDCARDS: Final = {"*": ".*", "?": f"[^{SOMETHING}]", NOT_KNOWN: ".*"}


def ways(key: RouteKey, stage: str = ANY_STAGE) -> tuple[tuple[str, ...], ...]:
    """Return what follows `<api>/` in the ARNs of a route: it is covered if all of one group are.

    `ANY` is covered at once, or method by method. A variable may stand to the letter, as `{id}`, where people copy it
    from the route's key: nothing is said of that here.
    """
    if key.method is None:
        return ((f"{stage}/$default",),)
    paths = dict.fromkeys((_VARIABLE.sub(SOMETHING, key.path), key.path))
    groups = ((SOMETHING,), METHODS[1:]) if key.method == "ANY" else ((key.method,),)
    return tuple(tuple(f"{stage}/{method}{path}" for method in group) for path in paths for group in groups)


def authorizer_tail(authorizer_id: str = SOMETHING) -> str:
    """Return what follows `<api>/` in the ARN of an authorizer."""
    return f"authorizers/{authorizer_id}"


def covers(pattern: str, caller: str) -> bool:
    """Say whether the end of a SourceArn covers that of a caller, both from the API's ID on.

    `*` is any text, `?` one character; each part of an ARN between colons counts for itself.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
    """
    wanted, stages = _compiled(pattern)
    return any(wanted.fullmatch(caller.replace(ANY_STAGE, stage)) for stage in stages)


def covering_tail(key: RouteKey) -> str:
    """Return the narrowest tail that covers a route, to be offered: `*/GET/items/*`."""
    return ways(key, "*")[0][0].replace(SOMETHING, "*")


@lru_cache(maxsize=4_096)
def _compiled(pattern: str) -> tuple[re.Pattern[str], list[str]]:
    """Return the expression, and what may stand for a stage of which the name is not known: any, or what it names."""
    wanted = "".join(_WILDCARDS.get(each) or re.escape(each) for each in pattern)
    return re.compile(wanted, re.DOTALL), [SOMETHING, *(s for s in pattern.split("/")[1:2] if s != "authorizers")]
