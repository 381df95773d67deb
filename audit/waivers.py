"""The findings that are accepted, each with its reason, in one reviewed file.

A waiver says which rules of which scanners it is about, and where: `FOLDER/FILE RESOURCE`, both of them patterns, or
everywhere. One that waives nothing any more is a finding itself, for every rule in every place that it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any, Final

import yaml

from audit.findings import AuditError, Finding

FILE: Final = Path(__file__).parent / "waivers.yaml"
EVERYWHERE: Final = "* *"


@dataclass(frozen=True)
class Waiver:
    """One rule in one place. `templates` is compared with the last folder and the name of a file: `shop/sam.yaml`."""

    scanner: str
    rule: str
    templates: str
    resources: str
    reason: str

    def waives(self, finding: Finding) -> bool:
        template = "/".join(PurePath(finding.file).parts[-2:])
        return (
            (self.scanner, self.rule) == (finding.scanner, finding.rule)
            and fnmatchcase(template, self.templates)
            and fnmatchcase(finding.resource, self.resources)
        )

    def __str__(self) -> str:
        return f"{self.scanner} {self.rule} at '{self.templates} {self.resources}'"


def read(text: str, scanners: set[str]) -> list[Waiver]:
    """Return one waiver for every rule in every place. Raises AuditError with all that is wrong in the file."""
    entries = yaml.safe_load(text) or []
    problems = [f"{number}. {problem}" for number, entry in enumerate(entries, 1) for problem in _problems(entry)]
    if problems:
        raise AuditError("\n".join(problems))
    waivers = [waiver for entry in entries for waiver in _waivers(entry)]
    if unknown := sorted({waiver.scanner for waiver in waivers} - scanners):
        raise AuditError(f"there is no scanner {unknown[0]}")
    return waivers


def unwaived(found: list[Finding], waivers: list[Waiver]) -> list[Finding]:
    """Return the findings that no waiver is about."""
    return [finding for finding in found if not any(waiver.waives(finding) for waiver in waivers)]


def stale(found: list[Finding], waivers: list[Waiver]) -> list[Waiver]:
    """Return the waivers that are about no finding."""
    return [waiver for waiver in waivers if not any(waiver.waives(finding) for finding in found)]


def _problems(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "waiver: must be a mapping"
        return
    yield from (f"waiver: {key} is no field of a waiver" for key in entry.keys() - {"rules", "where", "reason"})
    if not isinstance(reason := entry.get("reason"), str) or not reason.strip():
        yield "waiver: must have a reason"
    for field, required in (("rules", True), ("where", False)):
        items = entry.get(field, None if required else [EVERYWHERE])
        if not isinstance(items, list) or not items:
            yield f"waiver: {field} must be a list"
        else:
            yield from (f"waiver: {field}: must be two words (got {item})" for item in items if not _is_pair(item))


def _is_pair(item: Any) -> bool:
    return isinstance(item, str) and len(item.split()) == 2


def _waivers(entry: dict[str, Any]) -> Iterator[Waiver]:
    for rule in entry["rules"]:
        for place in entry.get("where", [EVERYWHERE]):
            yield Waiver(*rule.split(), *place.split(), reason=entry["reason"])
