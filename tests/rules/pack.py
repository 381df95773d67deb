"""What the rules of the pack say about a template, through cfn-lint itself, with no other rules."""

from __future__ import annotations

from functools import cache

from cfnlint.config import ConfigMixIn
from cfnlint.decode.decode import decode_str
from cfnlint.rules._rules import Rules
from cfnlint.runner.template import run_template_by_data

from generator.rules.rule import HttpApiRule


@cache
def pack() -> dict[str, HttpApiRule]:
    """Return the rules by their ID."""
    return dict(sorted(Rules.create_from_module("generator.rules").items()))  # type: ignore[arg-type]


def findings(text: str, *ids: str) -> list[str]:
    """Return what is found, in the order of lines: `7:7 E9201 the message`; of these rules, if any are named.

    A rule that fails itself is E0002, and always told.
    """
    template, unreadable = decode_str(text)
    assert not unreadable, unreadable
    config = ConfigMixIn(["--config-file", "/dev/null"], include_checks=["I"], regions=["us-east-1"])
    rules = Rules._from_list([rule for rule in pack().values() if not ids or rule.id in ids])
    matches = run_template_by_data(template, config, rules)  # type: ignore[arg-type]
    ordered = sorted({(m.linenumber, m.columnnumber, m.rule.id, m.message) for m in matches})
    return [f"{line}:{column} {rule} {message}" for line, column, rule, message in ordered]
