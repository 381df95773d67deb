"""Templates as scanners need them: functions in their long form, and the line of everything.

cfn-lint reads them, as the check does, so that both mean the same by a template.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.findings import AuditError


@dataclass(frozen=True)
class Template:
    """One template; `file` is the name to show, and the keys and values of `content` have marks of where they are."""

    file: str
    content: dict[str, Any]

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line, from 1, of what a path leads to, or of the last step that there is."""
        line, value = 1, self.content
        for step in path:
            found = _step(value, step)
            if found is None:
                break
            marked, value = found
            line = marked.start_mark.line + 1 if hasattr(marked, "start_mark") else line
        return line

    def type_of(self, resource: str) -> str:
        """Return the type of a resource, or nothing if there is no such resource."""
        return str(self.content.get("Resources", {}).get(resource, {}).get("Type", ""))

    def resource_at(self, line: int) -> str:
        """Return the logical ID of the resource in which a line is, or nothing above the first of them."""
        begun = [name for name in self.content.get("Resources", {}) if self.line(["Resources", name]) <= line]
        return max(begun, key=lambda name: self.line(["Resources", name]), default="")


def read(path: Path) -> Template:
    """Raises AuditError if there is no template in the file that cfn-lint can read."""
    from cfnlint.decode.decode import decode_str  # takes a second

    file = path.as_posix()
    try:
        content, problems = decode_str(path.read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise AuditError(f"{file}: cannot be read: {error}") from error
    if problems:
        raise AuditError(f"{file}:{problems[0].linenumber}: cannot be read: {problems[0].message}")
    if not isinstance(content, dict):
        raise AuditError(f"{file}: is no template")
    return Template(file, content)


def _step(value: Any, step: str | int) -> tuple[Any, Any] | None:
    """Return what has the mark of a step, which is its key or its item, and the value that it leads to."""
    if isinstance(value, dict):
        return next(((key, inner) for key, inner in value.items() if key == step), None)
    if isinstance(value, list) and str(step).isdigit() and int(step) < len(value):
        return value[int(step)], value[int(step)]
    return None
