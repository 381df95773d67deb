"""The tree of what Guard has evaluated: which rules failed, what they say about it, and where.

Every node has a `container`, one thing that was evaluated, by its kind, and `children`, which led to its status.
The kinds are those of RecordType: https://github.com/aws-cloudformation/cloudformation-guard/blob/main/guard/src/rules/mod.rs
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

# What is asked, to know what a rule is about; everything else is demanded.
_CONDITIONS: Final = {"Filter", "RuleCondition", "TypeCondition", "WhenCondition"}


@dataclass(frozen=True)
class Failure:
    """A rule that failed: the texts of its author, and paths such as `/Resources/Queue/Properties`, as evaluated."""

    rule: str
    texts: list[str]
    paths: list[str]


def failures(tree: Any) -> Iterator[Failure]:
    """Yield what failed of the rules of one text, in their order."""
    for rule in tree["children"]:
        failed = list(_failed(rule))
        if failed:
            texts = [text for container in failed for text in _texts(container)]
            paths = [path for container in failed for path in _paths(container)]
            yield Failure(rule["container"]["RuleCheck"]["name"], texts, paths)


def _failed(node: Any) -> Iterator[Any]:
    """Yield what failed, and all below it that made it fail: nothing of alternatives of which another one passed."""
    ((kind, value),) = node["container"].items()
    if kind not in _CONDITIONS and _status(value) == "FAIL":
        yield node["container"]
        for child in node["children"]:
            yield from _failed(child)


def _status(value: Any) -> str:
    """Return PASS, FAIL or SKIP. Clauses are `Success`, or say no more than what they have compared."""
    match value:
        case {"status": str(status)} | {"block": {"status": str(status)}}:
            return status
        case dict():
            return "FAIL"
    return "PASS" if value == "Success" else str(value)


def _texts(container: Any) -> Iterator[str]:
    match container:
        case {"RuleCheck": {"message": str(text)}}:
            yield text
        case {"ClauseValueCheck": dict(clause)}:
            yield from (check["custom_message"] for check in _checks(clause) if check.get("custom_message"))


def _paths(container: Any) -> Iterator[str]:
    match container:
        case {"ClauseValueCheck": dict(clause)}:
            for check in _checks(clause):
                match check.get("from"):
                    case {"Resolved": {"path": str(path)}} | {"UnResolved": {"traversed_to": {"path": str(path)}}}:
                        yield path


def _checks(clause: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what was compared with what: of one value, of two, of one with several, or of one that is missing."""
    for check in clause.values():
        match check:
            case {"value": dict(inner)} | dict(inner):
                yield inner
