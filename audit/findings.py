"""What scanners find, and what stops one."""

from __future__ import annotations

from dataclasses import dataclass


class AuditError(Exception):
    """Something that makes the audit say nothing about the templates, for the user to mend."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that a scanner says of one template; `resource` and `type` are empty where it is about none."""

    file: str
    line: int
    scanner: str
    rule: str
    resource: str
    type: str
    message: str

    def __str__(self) -> str:
        place = f"{self.resource} ({self.type}): " if self.resource else ""
        return f"{self.file}:{self.line}: {self.scanner} {self.rule} {place}{self.message}"
