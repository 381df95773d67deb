"""`python -m audit TEMPLATE…`: every finding that is not waived, one a line, and every waiver without a finding.

Exit code 1 if there is one of either, 2 if the audit could not be made.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from audit import checkov, guard, serverless, templates, waivers
from audit.findings import AuditError, Finding
from audit.templates import Template

SCANNERS: Final[dict[str, Callable[[list[Template]], list[Finding]]]] = {
    "checkov": checkov.scan,
    "guard": guard.scan,
    "serverless": serverless.scan,
}


def main(files: list[str]) -> int:
    if not files:
        print("which templates? for example: python -m audit templates_out/*/*.yaml", file=sys.stderr)
        return 2
    try:
        accepted = waivers.read(waivers.FILE.read_text(), SCANNERS)
        found = _found([templates.read(Path(file)) for file in files])
    except AuditError as error:
        print(error, file=sys.stderr)
        return 2
    left, unused = waivers.unwaived(found, accepted), waivers.stale(found, accepted)
    for finding in left:
        print(finding)
    for waiver in unused:
        print(f"{waivers.FILE.name}: {waiver} waives nothing: remove it")
    print(_summary(files, found, left), file=sys.stderr)
    return 1 if left or unused else 0


def _found(read: list[Template]) -> list[Finding]:
    """Return what all scanners find, in the order of files and lines. They run at once: two are other processes."""
    with ThreadPoolExecutor() as at_once:
        each = at_once.map(lambda scan: scan(read), SCANNERS.values())
        return sorted({finding for found in each for finding in found})


def _summary(files: list[str], found: list[Finding], left: list[Finding]) -> str:
    count = Counter(finding.scanner for finding in found)
    each = ", ".join(f"{count[scanner]} of {scanner}" for scanner in SCANNERS)
    return f"{len(files)} templates; findings: {each}; not waived: {len(left)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
