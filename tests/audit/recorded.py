"""What the scanners really said of templates/, which the tests read. To record it anew, in the root of the repository:

    .venv-audit/bin/python -m tests.audit.recorded

Of Guard's rules those that found nothing are left out, without which it would be a megabyte.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from audit import checkov, guard, serverless, templates
from audit.templates import Template

FOLDER: Final = Path(__file__).parent
BAD: Final = "tests/audit/templates/bad.yaml"
SAM: Final = "tests/audit/templates/sam.yaml"
ROOT: Final = "THE-ROOT-OF-THE-REPOSITORY"
GUARD: Final = ("[CT.LAMBDA.PR.2]", "rule IAM_NO_INLINE_POLICY_CHECK")


@cache
def template(file: str) -> Template:
    """Return one of templates/, by the name under which it was scanned, wherever the tests run."""
    return replace(templates.read(FOLDER / "templates" / Path(file).name), file=file)


def both() -> list[Template]:
    return [template(BAD), template(SAM)]


def output(name: str) -> str:
    """Return an output as if it had been made here: checkov tells files by their whole path."""
    return (FOLDER / "outputs" / name).read_text().replace(ROOT, str(Path.cwd()))


def _record() -> None:
    (FOLDER / "outputs" / "checkov.json").write_text(checkov.output(both()).replace(str(Path.cwd()), ROOT))
    (FOLDER / "outputs" / "serverless.json").write_text(serverless.output(both()))
    rules = [text for text in (*guard.controls(), *guard.registry()) if any(name in text for name in GUARD)]
    failed = [_failed(found) for found in guard.outputs(template(BAD), rules)]
    (FOLDER / "outputs" / "guard.json").write_text(json.dumps(failed) + "\n")


def _failed(found: Mapping[str, Any]) -> dict[str, Any]:
    children = [rule for rule in found["result"]["children"] if rule["container"]["RuleCheck"]["status"] == "FAIL"]
    return {**found, "result": {**found["result"], "children": children}}


if __name__ == "__main__":
    _record()
