"""Checkov: what it says of CloudFormation, SAM's functions among it, and of texts that look like secrets.

It runs offline: it is told to fetch nothing, and given neither the keys of an account with its maker nor a home in
which to find some. https://www.checkov.io/2.Basics/CLI%20Command%20Reference.html
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from audit.findings import AuditError, Finding
from audit.templates import Template

_OPTIONS: Final = (
    *("--quiet", "--compact", "--skip-download", "--output", "json"),
    *("--framework", "cloudformation", "secrets"),
)
# Of variables that would change what it does, or with whom it speaks.
_KEYS: Final = ("BC_", "CKV_", "CHECKOV_", "PRISMA_")


def scan(templates: list[Template]) -> list[Finding]:
    return list(findings(templates, output(templates)))


def findings(templates: list[Template], output: str) -> Iterator[Finding]:
    """Yield a finding for every failed check. Raises AuditError if a template was not read, or none has anything."""
    reports = json.loads(output)
    by_path = {Path(template.file).resolve(): template for template in templates}
    for report in reports if isinstance(reports, list) else [reports]:
        if "results" not in report:
            raise AuditError("checkov: found nothing to check")
        if unread := report["summary"]["parsing_errors"]:
            raise AuditError(f"checkov: could not read {unread} of the templates")
        for check in report["results"]["failed_checks"]:
            yield _finding(by_path[Path(check["file_abs_path"]).resolve()], check, report["check_type"])


def output(templates: list[Template]) -> str:
    """Run it, and return its reports: JSON."""
    program = str(Path(sys.executable).with_name("checkov"))
    files = [template.file for template in templates]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_KEYS)}
    with TemporaryDirectory() as home:
        done = subprocess.run(
            [program, *_OPTIONS, "--file", *files],
            env={**environment, "HOME": home},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode not in (0, 1):  # nothing found, something found
        raise AuditError(f"checkov: ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def _finding(template: Template, check: dict[str, Any], kind: str) -> Finding:
    line = check["file_line_range"][0]
    # `AWS::SQS::Queue.Jobs`; a secret is named by its digest, and has a place only
    resource = template.resource_at(line) if kind == "secrets" else check["resource"].split(".", 1)[1]
    return Finding(
        template.file, line, "checkov", check["check_id"], resource, template.type_of(resource), check["check_name"]
    )
