"""YAML text -> findings: cfn-lint with every rule on, our rules of HTTP APIs among them, loaded once for a run.

Importing cfn-lint takes a second, so this module imports it only when something is checked.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from generator.errors import OutputError
from generator.http_api import quotas

if TYPE_CHECKING:
    from cfnlint.config import ConfigMixIn
    from cfnlint.match import Match
    from cfnlint.rules._rules import Rules

SETTINGS: Final = (".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml")
"""Where cfn-lint looks in the working directory. What stands in a home directory is no part of the project."""

PACK: Final = "generator.rules"
"""The module of our own rules, by the name by which cfn-lint imports it."""

DEPTH: Final = 200

Level = Literal["error", "warning", "informational"]
Format = Literal["text", "json", "github"]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that the check says about a template; `path` leads to it inside the template."""

    file: str
    line: int
    column: int
    rule: str
    level: Level
    message: str
    path: tuple[str | int, ...] = ()

    @property
    def fails(self) -> bool:
        """Errors and warnings fail; information is shown and passes."""
        return self.level != "informational"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.level} {self.rule} {self.message}"


def findings(text: str, file: str) -> list[Finding]:
    """Return what cfn-lint finds in a template, in the order of the lines. `file` is the name to show."""
    from cfnlint.decode.decode import decode_str
    from cfnlint.runner import run_template_by_data

    if _is_too_deep(text):  # reading it would crash the process
        return [Finding(file, 1, 1, "E0000", "error", f"Template is nested more than {DEPTH} levels deep")]
    template, unreadable = decode_str(text)
    config, rules = _config(), _rules()
    try:
        matches = unreadable or list(run_template_by_data(template, config, rules))  # type: ignore[arg-type]
    except Exception as error:  # cfn-lint trips over some shapes: that is about the template
        return [Finding(file, 1, 1, "E0002", "error", f"cfn-lint cannot check it: {type(error).__name__}: {error}")]
    found = {_finding(match, file) for match in matches} | set(_too_large(text, file))
    return sorted(found, key=lambda f: (f.line, f.column, f.rule, f.message))


def _too_large(text: str, file: str) -> Iterator[Finding]:
    """Yield what cfn-lint's own E1002 says of files; it is given no file here."""
    if (size := len(text.encode())) > quotas.TEMPLATE_BYTES:
        message = f"Template has {size:,} bytes, but CloudFormation reads at most {quotas.TEMPLATE_BYTES:,}"
        yield Finding(file, 1, 1, "E1002", "error", f"{message}: split it into two stacks")


def _is_too_deep(text: str) -> bool:
    import yaml

    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEPTH:
                return True
    except yaml.YAMLError:
        pass  # for cfn-lint to say
    return False


def report(found: list[Finding], form: Format) -> str:
    """Return the findings as text for people, JSON for programs, or commands for GitHub's annotations."""
    match form:
        case "json":
            return json.dumps([_json(finding) for finding in found], indent=2)
        case "github":
            return "\n".join(_github(finding) for finding in found)
        case "text":
            return "\n".join(map(str, found))


def _config() -> ConfigMixIn:
    """Return the settings for one template: those of `.cfnlintrc`, and information beside warnings and errors.

    What cfn-lint itself calls experimental stays off unless `.cfnlintrc` says `include_experimental: true`: it asks for
    a comment of its own form on every resource (I4010). One region unless `.cfnlintrc` names others, because cfn-lint
    would take it from the environment.
    """
    from cfnlint.config import ConfigMixIn
    from cfnlint.helpers import REGION_PRIMARY, REGIONS

    file = _settings()
    try:
        settings = ConfigMixIn(["--config-file", str(file)])
        regions = settings.file_args.get("regions") or [REGION_PRIMARY]
        unknown = [region for region in regions if region not in [*REGIONS, "ALL_REGIONS"]]
    except Exception as error:  # a file of the user's, for whose mistakes cfn-lint raises whatever it comes to
        raise OutputError(f"{file}: cannot be read: {error}") from error
    if unknown:
        raise OutputError(f"{file}: there is no region {unknown[0]}")
    return ConfigMixIn(["--config-file", str(file)], include_checks=["I"], regions=regions)


def _settings() -> Path:
    """Return the file of settings in the working directory, or one without any."""
    return next((Path(name) for name in SETTINGS if Path(name).is_file()), Path(os.devnull))


@cache
def _rules() -> Rules:
    """Return the rules of cfn-lint, those that `.cfnlintrc` appends, and our own, which it may append, too.

    Raises OutputError if it appends another rule that has the ID of one of ours.
    """
    from cfnlint.rules._rules import Rules
    from cfnlint.runner import Runner

    rules = Runner(_config()).rules
    for rule_id, rule in Rules.create_from_module(PACK).items():
        if rules.setdefault(rule_id, rule).shortdesc != rule.shortdesc:
            raise OutputError(
                f"{rule_id} is one of our own rules, and {_settings()} appends another: give that another ID"
            )
    return rules


def _finding(match: Match, file: str) -> Finding:
    path = getattr(match, "path", None) or ()
    rule: Any = match.rule
    return Finding(
        file, match.linenumber, match.columnnumber, rule.id, rule.severity.lower(), match.message, tuple(path)
    )


def _json(finding: Finding) -> dict[str, Any]:
    fields = asdict(finding)
    return {name: fields[name] for name in ("file", "rule", "level", "line", "column", "message")}


def _github(finding: Finding) -> str:
    """https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message"""
    command = {"error": "error", "warning": "warning", "informational": "notice"}[finding.level]
    place = f"file={_property(finding.file)},line={finding.line},col={finding.column},title={finding.rule}"
    return f"::{command} {place}::{_escaped(finding.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
