"""A small evaluator of IAM: whether a printed launch role allows an action on a resource, in the words of its policies.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from troposphere import encode_to_dict

from generator import launch_role
from generator.launch_role import Options
from generator.spec.source import parse

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(
    [*(ROOT / "templates_out").glob("*/template.yaml"), *(ROOT / "tests/specs/templates_out").glob("*/template.yaml")]
)
STACK = "SC-123456789012-pp-abcdefghijkl4"
BOUNDARY = "arn:aws:iam::123456789012:policy/boundary"
OPTIONS = Options(buckets=("code-bucket",), permissions_boundary=BOUNDARY)
PLACES = {"AWS::Partition": "aws", "AWS::Region": "eu-central-1", "AWS::AccountId": "123456789012"}

Body = dict[str, Any]


def body_of(template: Path) -> Body:
    return body(template.read_text())


def body(text: str) -> Body:
    found: Body = encode_to_dict(parse(text, "template").data)
    return found


def one(kind: str, **properties: Any) -> Body:
    """Return a template with one resource, `It`."""
    return {"Resources": {"It": {"Type": kind, "Properties": properties}}}


def statements(template: Body, options: Options = OPTIONS, *older: Body) -> list[Body]:
    """Return the statements of all policies of a template's launch role."""
    role = launch_role.template(template, options, older)
    return [statement for document in _documents(role) for statement in expanded(document)["Statement"]]


def _documents(role: Body) -> Iterator[Body]:
    for resource in role["Resources"].values():
        properties = resource["Properties"]
        yield from (policy["PolicyDocument"] for policy in properties.get("Policies", []))
        if "PolicyDocument" in properties:
            yield properties["PolicyDocument"]


def expanded(value: Any) -> Any:
    match value:
        case {"Fn::Sub": str(text)}:
            return re.sub(r"\$\{([^}]+)\}", lambda place: PLACES[place[1]], text)
        case dict():
            return {key: expanded(item) for key, item in value.items()}
        case list():
            return [expanded(item) for item in value]
    return value


def allows(said: list[Body], action: str, resource: str, **context: str) -> bool:
    """Say whether an action is allowed on a resource; `context` has keys of conditions, `iam__PolicyARN`."""
    keys = {name.replace("__", ":"): value for name, value in context.items()}
    return any(
        statement["Effect"] == "Allow"
        and any(_like(each, action) for each in listed(statement["Action"]))
        and any(_like(each, resource) for each in listed(statement["Resource"]))
        and _holds(statement.get("Condition", {}), keys)
        for statement in said
    )


def _holds(condition: Mapping[str, Mapping[str, Any]], keys: Mapping[str, str]) -> bool:
    assert set(condition) <= {"StringEquals", "ArnLike"}
    return all(
        key in keys
        and any(_like(each, keys[key]) if operator == "ArnLike" else each == keys[key] for each in listed(v))
        for operator, wanted in condition.items()
        for key, v in wanted.items()
    )


def _like(pattern: str, text: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), text) is not None


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
