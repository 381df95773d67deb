"""Logical IDs: the only place that spells them.

A logical ID is the identity of a deployed thing, so it follows from what the thing is, never from its order or its
neighbours. Changing one makes CloudFormation create the new resource before it deletes the old one, and API Gateway
answers 409 because the route key still exists (anomalyco/sst#513). `tests/test_names.py` holds a table of them.
"""

from __future__ import annotations

import re
from typing import Final

from generator.http_api.route_keys import RouteKey, Segment

API: Final = "HttpApi"
STAGE: Final = "Stage"
ACCESS_LOG_GROUP: Final = "AccessLogGroup"
CODE_BUCKET: Final = "CodeBucket"

API_URL_OUTPUT: Final = "ApiUrl"
API_ID_OUTPUT: Final = "ApiId"

_PLAIN_LITERAL = re.compile(r"[a-z][a-z0-9]*")
_PLAIN_LIMIT: Final = 200  # of the 255 that CloudFormation allows, so that the digest fits behind


def function(name: str) -> str:
    """`order-mailer` -> `OrderMailerFunction`"""
    return _pascal(name) + "Function"


def role(name: str) -> str:
    return _pascal(name) + "Role"


def log_group(name: str) -> str:
    return _pascal(name) + "LogGroup"


def integration(name: str) -> str:
    return _pascal(name) + "Integration"


def permission(name: str) -> str:
    return _pascal(name) + "Permission"


def function_arn_output(name: str) -> str:
    return function(name) + "Arn"


def of_function(name: str) -> tuple[str, ...]:
    """Return every logical ID that a function's name leads to."""
    return tuple(kind(name) for kind in (log_group, role, function, integration, permission))


def route(key: RouteKey) -> str:
    """`GET /orders/{id}` -> `GetOrdersParamRoute`; `$default` -> `DefaultRoute`; `GET /a-b` -> `GetABRoute3c8680cc`

    The names of variables are left out, so that a variable can be renamed in place. Where words alone could be
    mistaken for another key's, eight digits of the key's SHA-256 follow `Route`.
    """
    if key.method is None:
        return "DefaultRoute"
    words = key.method.capitalize() + "".join(map(_word, key.segments))
    if all(map(_is_plain, key.segments)) and len(words + "Route") <= _PLAIN_LIMIT:
        return words + "Route"
    from hashlib import sha256  # most keys need none

    return f"{words[:_PLAIN_LIMIT]}Route{sha256(key.anonymous.encode()).hexdigest()[:8]}"


def _word(segment: Segment) -> str:
    if segment.variable is not None:
        return "Proxy" if segment.greedy else "Param"
    return _pascal(segment.text)


def _is_plain(segment: Segment) -> bool:
    if segment.variable is not None:
        return True
    return bool(_PLAIN_LITERAL.fullmatch(segment.text)) and segment.text not in ("param", "proxy")


def _pascal(name: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", name))
