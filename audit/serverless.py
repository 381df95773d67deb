"""cfn-lint with the serverless rules of AWS, on plain and on SAM templates.

https://awslabs.github.io/serverless-rules/rules/
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from audit.findings import AuditError, Finding
from audit.templates import Template

# cfn-lint's own rules are checked when templates are written. E0, which says that a rule failed or a template cannot be
# read, stays.
_OPTIONS: Final = (
    *("--append-rules", "cfn_lint_serverless.rules", "--format", "json", "--ignore-checks", "I"),
    *(f"{level}{group}" for level in "EW" for group in range(1, 10)),
)


def scan(templates: list[Template]) -> list[Finding]:
    return list(findings(templates, output(templates)))


def findings(templates: list[Template], output: str) -> Iterator[Finding]:
    by_file = {template.file: template for template in templates}
    for match in json.loads(output):
        yield _finding(by_file[match["Filename"]], match)


def output(templates: list[Template]) -> str:
    """Run it, and return its matches: JSON."""
    program = str(Path(sys.executable).with_name("cfn-lint"))
    files = [template.file for template in templates]
    done = subprocess.run([program, *_OPTIONS, "--template", *files], capture_output=True, text=True, check=False)
    if not done.stdout.startswith("["):  # its exit codes tell apart what it found
        raise AuditError(f"cfn-lint: ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def _finding(template: Template, match: dict[str, Any]) -> Finding:
    location, rule = match["Location"], match["Rule"]["Id"]
    path = location["Path"] or []
    resource = str(path[1]) if len(path) > 1 and path[0] == "Resources" else ""
    line = location["Start"]["LineNumber"]
    return Finding(template.file, line, "serverless", rule, resource, template.type_of(resource), match["Message"])
