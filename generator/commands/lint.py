"""`httpapi lint`: checks any template."""

from __future__ import annotations

import argparse

from generator import lint
from generator.commands.progress import progress
from generator.commands.specs import text_of
from generator.errors import OutputError, UnreadableError


def lint_templates(options: argparse.Namespace) -> int:
    found: list[lint.Finding] = []
    unreadable: list[str] = []
    with progress(len(options.templates)) as done:
        for template in options.templates:
            try:
                found += lint.findings(text_of(template), template.as_posix())
            except UnreadableError as error:
                unreadable.append(str(error))
            done(template.as_posix())
    text = lint.report(found, options.format)
    if text:
        print(text)
    if unreadable:
        raise OutputError("\n".join(unreadable))
    return 1 if any(finding.fails for finding in found) else 0
