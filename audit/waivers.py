"""The findings that are accepted, each with its reason, in one reviewed file.

A waiver says which rules of which scanners it is about, and where: `FOLDER/FILE RESOURCE`, both of them patterns, or
everywhere. One that waives nothing any more is a finding itself, for every rule in every place that it names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
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


def read(text: str, scanners: Collection[str]) -> list[Waiver]:
    """Return one waiver for every rule in every place. Raises AuditError with all that is wrong in the file."""
    try:
        entries = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise AuditError(f"{FILE.name}: {error}") from error
    if not isinstance(entries, list):
        raise AuditError(f"{FILE.name}: must be a list")
    problems = [
        f"{FILE.name}: waiver {number}: {problem}"
        for number, entry in enumerate(entries, 1)
        for problem in _problems(entry, scanners)
    ]
    if problems:
        raise AuditError("\n".join(problems))
    return [waiver for entry in entries for waiver in _waivers(entry)]


def unwaived(found: list[Finding], waivers: list[Waiver]) -> list[Finding]:
    """Return the findings that no waiver is about."""
    return [finding for finding in found if not any(waiver.waives(finding) for waiver in waivers)]


def stale(found: list[Finding], waivers: list[Waiver]) -> list[Waiver]:
    """Return the waivers that are about no finding."""
    return [waiver for waiver in waivers if not any(waiver.waives(finding) for finding in found)]


def _problems(entry: Any, scanners: Collection[str]) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "must be a mapping"
        return
    yield from (f"{field} is no field of a waiver" for field in entry if field not in {"rules", "where", "reason"})
    if not isinstance(reason := entry.get("reason"), str) or not reason.strip():
        yield "must have a reason"
    if problems := [*_of_pairs("rules", entry.get("rules")), *_of_pairs("where", entry.get("where", [EVERYWHERE]))]:
        yield from problems
        return
    named = {rule.split()[0] for rule in entry["rules"]}
    yield from (f"rules: there is no scanner {scanner}" for scanner in sorted(named.difference(scanners)))


def _of_pairs(field: str, items: Any) -> Iterator[str]:
    if not isinstance(items, list) or not items:
        yield f"{field} must be a list"
        return
    for item in items:
        if not isinstance(item, str) or len(item.split()) != 2:
            yield f"{field}: must be two words (got {item})"


def _waivers(entry: dict[str, Any]) -> Iterator[Waiver]:
    for rule in entry["rules"]:
        for place in entry.get("where", [EVERYWHERE]):
            (scanner, name), (templates, resources) = rule.split(), place.split()
            yield Waiver(scanner, name, templates, resources, entry["reason"])
