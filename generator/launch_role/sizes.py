"""How large policies are, and how they are put so that no quota is exceeded.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
White space does not count; a `!Sub` counts as what comes of it, which is taken for as long as it can be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from awacs.aws import Statement
from troposphere import encode_to_dict

from generator.errors import Problem, SpecError
from generator.http_api.quotas import INLINE_POLICY_CHARACTERS, MANAGED_POLICIES_AT_FIRST
from generator.launch_role.statements import document

MANAGED_POLICY_CHARACTERS: Final = 6_144

_LONGEST: Final = {
    "${AWS::Partition}": "aws-us-gov",
    "${AWS::Region}": "ap-northeast-1",
    "${AWS::AccountId}": "123456789012",
}


def size(statements: Iterable[Statement]) -> int:
    """Return the characters of a policy of these statements."""
    text = json.dumps(_expanded(encode_to_dict(document(statements))), separators=(",", ":"))
    for place, longest in _LONGEST.items():
        text = text.replace(place, longest)
    return len(text)


def _expanded(value: Any) -> Any:
    match value:
        case {"Fn::Sub": str(text)}:
            return text
        case dict():
            return {key: _expanded(item) for key, item in value.items()}
        case list():
            return [_expanded(item) for item in value]
    return value


def fits_inline(policies: Iterable[list[Statement]]) -> bool:
    """Say whether a role may have all of these policies as its own."""
    return sum(map(size, policies)) <= INLINE_POLICY_CHARACTERS


def packed(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Return the statements as few managed policies, none of them too large, in their order.

    Raises SpecError if a role could not have so many, or if one statement alone is too large.
    """
    policies: list[list[Statement]] = [[]]
    for statement in statements:
        if policies[-1] and size([*policies[-1], statement]) > MANAGED_POLICY_CHARACTERS:
            policies.append([])
        policies[-1].append(statement)
    if len(policies) > MANAGED_POLICIES_AT_FIRST or any(size(p) > MANAGED_POLICY_CHARACTERS for p in policies):
        message = f"the launch role would need more than {MANAGED_POLICIES_AT_FIRST} managed policies of "
        way_out = f"{MANAGED_POLICY_CHARACTERS} characters, which is all that a role may have: make two products of it"
        raise SpecError([Problem(("Resources",), message + way_out)])
    return policies
