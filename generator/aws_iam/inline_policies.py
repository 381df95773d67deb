"""Inline policies: how many characters of a role's quota they take.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

from __future__ import annotations

import json
from typing import Any, Final

from generator.syntax import is_intrinsic

_SHORTEST_ARN: Final = "arn:aws:s3:::abc"


def characters(document: Any) -> int:
    """Return how many characters a policy has at the least, without white space, which IAM does not count."""
    return len(json.dumps(_written_out(document), separators=(",", ":"), ensure_ascii=False, default=str))


def _written_out(value: Any) -> Any:
    """What a function gives is not known: it counts as the shortest ARN."""
    if is_intrinsic(value):
        return _SHORTEST_ARN
    if isinstance(value, dict):
        return {str(key): _written_out(item) for key, item in value.items()}
    return [_written_out(item) for item in value] if isinstance(value, list) else value
