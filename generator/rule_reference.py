"""The reference of our rules, from the rules themselves: a line each, one in full, or all as a page in Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final, Literal

from generator import rules
from generator.errors import OutputError, did_you_mean
from generator.rules.rule import HttpApiRule

Format = Literal["text", "json", "markdown"]

_LEVELS: Final = {
    "E": ("error", "AWS refuses it, or the API is open or dead"),
    "W": ("warning", "it fails in special cases, or without a word"),
    "I": ("informational", "worth knowing; it passes"),
}
_HEAD: Final = """\
# Rules of HTTP APIs

What `httpapi generate` and `httpapi lint` check beside cfn-lint's own rules. They read any template of CloudFormation
or SAM, JSON or YAML, whoever wrote it, and know what API Gateway refuses and what it takes but does not do. What only
a deployment knows, such as an import or a parameter without a default, they leave alone; so they do with a branch of
an `Fn::If` that cannot be.

## How to use them

- `httpapi lint TEMPLATE…` has all of cfn-lint's rules and these. `httpapi rules` lists them, `httpapi rules E9201`
  explains one.
- `cfn-lint TEMPLATE -a generator.rules` is cfn-lint itself with these rules, after `pip install` of this project. It
  shows information only if asked to: `-c I`. All that follows `-a`, `-c` or `-i` is taken for more of the same, so name
  templates before it, or after a `--`.
- In `.cfnlintrc`, for cfn-lint in an editor or anywhere else:

  ```yaml
  append_rules:
    - generator.rules
  ```

  `sam validate --lint` reads this file, too, with a cfn-lint of its own, which cannot import them: if you use that,
  leave the file without them.

- With [pre-commit](https://pre-commit.com), in `.pre-commit-config.yaml`; `repo` is where you keep this project:

  ```yaml
  repos:
    - repo: https://git.example.com/platform/httpapi
      rev: v0.1.0
      hooks:
        - id: httpapi-lint
          files: ^templates/
  ```

To silence a rule for one resource, say so in its `Metadata`; for all templates, under `ignore_checks` in `.cfnlintrc`,
with a comment that says why. `W` and `I` rules can be left out by their level, too: `cfn-lint TEMPLATE -i W9`.

```yaml
Resources:
  Orders:
    Type: AWS::ApiGatewayV2::Route
    Metadata:
      cfn-lint:
        config:
          ignore_checks: [W9402]
```

SAM templates are translated by SAM's own translator before the rules read them, and what is found is shown at the event
or the property of your file that it came from.

The IDs are of the range that cfn-lint leaves to others. The custom rules of a text file (`--custom-rules`) begin at
9001 and count lines, so both fit together if that file has at most 100 lines.

This page is written by `make rules` from the rules themselves; its examples are what their tests run.

## The rules

"""


def all_rules() -> list[HttpApiRule]:
    """Return the rules in the order of their numbers."""
    found = [getattr(rules, name)() for name in rules.__all__]
    return sorted(found, key=lambda rule: rule.id[1:])


def report(ids: Iterable[str], form: Format) -> str:
    """Return the rules with these IDs, or all, as text for people, JSON for programs, or the page of the docs.

    Raises OutputError if there is no rule with one of the IDs.
    """
    wanted = [each.upper() for each in ids]
    known = {rule.id: rule for rule in all_rules()}
    if unknown := [each for each in wanted if each not in known]:
        hints = "".join(f"there is no rule {each}{did_you_mean(each, known)}\n" for each in unknown)
        raise OutputError(f"{hints}httpapi rules lists them; httpapi lint has those of cfn-lint, too")
    chosen = [known[each] for each in wanted] or list(known.values())
    match form:
        case "json":
            return json.dumps([_fields(rule) for rule in chosen], indent=2) + "\n"
        case "markdown":
            return _page(chosen)
        case "text":
            return "\n".join(map(_in_full, chosen)) if wanted else "".join(f"{r.id}  {r.shortdesc}\n" for r in chosen)


def _fields(rule: HttpApiRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "level": rule.severity,
        "what": rule.shortdesc,
        "why": rule.description,
        "fix": rule.fix,
        "source": rule.source_url,
        "tags": rule.tags,
        "bad": rule.bad,
        "good": rule.good,
    }


def _in_full(rule: HttpApiRule) -> str:
    return (
        f"{rule.id} ({rule.severity}): {rule.shortdesc}\n\n{rule.description}\n\nFix: {rule.fix}\n"
        f"Source: {rule.source_url}\n\nBad:\n\n{_indented(rule.bad)}\nGood:\n\n{_indented(rule.good)}"
    )


def _indented(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def _page(chosen: list[HttpApiRule]) -> str:
    levels = "".join(f"- **{letter}**, {name}: {meaning}\n" for letter, (name, meaning) in _LEVELS.items())
    rows = "".join(
        f"| [{rule.id}](#{rule.id.lower()}) | {rule.shortdesc} | {', '.join(rule.tags[1:])} |\n" for rule in chosen
    )
    sections = "".join(map(_section, chosen))
    return f"{_HEAD}\n{levels}\n| rule | what | about |\n|---|---|---|\n{rows}{sections}"


def _section(rule: HttpApiRule) -> str:
    return (
        f"\n## {rule.id}\n\n**{rule.shortdesc}** ({rule.severity})\n\n{rule.description}\n\n"
        f"How to fix: {rule.fix}\n\nSource: <{rule.source_url}>\n\n"
        f"Bad:\n\n```yaml\n{rule.bad}```\n\nGood:\n\n```yaml\n{rule.good}```\n"
    )
