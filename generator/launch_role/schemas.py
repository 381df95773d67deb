"""What CloudFormation's handlers call, and what IAM knows of it: data that cfn-lint bundles, read without importing it.

Both are AWS's own: the registry's resource schemas, whose handlers list their permissions, and the actions of the
service authorization reference with their kinds of resources. A newer cfn-lint brings newer ones.

https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-handlers
https://docs.aws.amazon.com/service-authorization/latest/reference/
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

# The handlers that run while a stack is created, updated or deleted: `list` serves other tools.
_HANDLERS: Final = ("create", "read", "update", "delete")
_REGION: Final = "us-east-1"  # which has every type


@cache
def _data() -> Path:
    spec = find_spec("cfnlint")
    places = spec.submodule_search_locations if spec else None
    assert places, "cfn-lint is a dependency of this package"
    return Path(places[0]) / "data"


def _read(path: str) -> Any:
    return json.loads((_data() / path).read_text("utf-8"))


@cache
def _files() -> dict[str, str]:
    """Return the name of the file of every resource type's schema."""
    found: dict[str, str] = _read(f"schemas/providers/{_REGION}.json")
    return found


def types() -> frozenset[str]:
    return frozenset(_files())


@cache
def handled(resource_type: str) -> frozenset[str]:
    """Return the actions of all handlers of a type, `lambda:CreateFunction`; none if its schema names none."""
    file = _files().get(resource_type)
    handlers = _read(f"schemas/resources/{file}.json").get("handlers", {}) if file else {}
    return frozenset(action for name in _HANDLERS for action in handlers.get(name, {}).get("permissions", ()))


@cache
def services() -> dict[str, Any]:
    """Return the service authorization reference: by service its Actions, in small letters, and its Resources."""
    found: dict[str, Any] = _read("AdditionalSpecs/Policies.json")
    return found
