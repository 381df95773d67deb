"""What the author of a template has to acknowledge before CloudFormation makes it: roles, roles with names, transforms.

https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

IAM_NAMES: Final = {
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
}
"""The property that gives a name to something of IAM: without CAPABILITY_NAMED_IAM it would be refused."""


def capabilities(body: Mapping[str, Any]) -> list[str]:
    """Return what has to be acknowledged of a template."""
    found = resources(body.get("Resources", {}))
    named = any(IAM_NAMES.get(str(r["Type"]), "-") in (r.get("Properties") or {}) for r in found)
    return ["CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM"] + (
        ["CAPABILITY_AUTO_EXPAND"] if is_transformed(body) else []
    )


def is_transformed(body: Mapping[str, Any]) -> bool:
    """Say whether CloudFormation makes another template of it first."""
    return "Transform" in body or "Fn::Transform" in json.dumps(body)


def resources(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every resource, also those inside a loop (`Fn::ForEach::…`)."""
    if isinstance(value, dict) and "Type" in value:
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from resources(each)
