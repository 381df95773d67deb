"""`httpapi generate`: writes templates, or says how they differ."""

from __future__ import annotations

import argparse
import sys

from generator import output, pipeline, spec_files
from generator.commands.progress import check
from generator.commands.typed import this_command
from generator.output import Comparison
from generator.pipeline import Generated


def generate(options: argparse.Namespace) -> int:
    generated = pipeline.generate(pipeline.load_all(options.specs or spec_files.find_specs()), options.out)
    for line in pipeline.notes(generated):
        print(line, file=sys.stderr)
    if options.lint:
        check(generated)
    files = {path: text for each in generated for path, text in each.files.items()}
    compared = output.compare(files, None if options.specs else options.out)
    for line in _transitions(generated, compared):
        print(line, file=sys.stderr)
    if options.check or options.diff:
        return _show(compared, options.diff)
    output.replace(compared)
    _tell(generated, compared, options.lint)
    return 0


def _transitions(generated: list[Generated], compared: list[Comparison]) -> list[str]:
    if all(each.state != "differs" for each in compared):
        return []
    from generator import changes  # only what changes needs it

    return changes.transitions(generated, compared)


def _show(compared: list[Comparison], as_diff: bool) -> int:
    stale = [each for each in compared if each.state != "current"]
    for each in stale:
        if as_diff:
            sys.stdout.write(each.diff())
        else:
            print(f"{each.state}: {each.path.as_posix()}")
    return 1 if stale else 0


def _tell(generated: list[Generated], compared: list[Comparison], linted: bool) -> None:
    """Say in a few lines what was done, and what to do next."""
    templates = [template for each in generated for template in (*each.templates.values(), *each.others.values())]
    resources = {each.path: f"  {len(each.body['Resources'])} resources" for each in templates}
    words = {"missing": "wrote", "differs": "updated", "orphaned": "removed", "current": "unchanged"}
    for each in compared:
        print(f"{words[each.state]:<9}  {each.path.as_posix()}{resources.get(each.path, '')}")
    apis = [each.loaded.spec.name for each in generated if each.templates]
    print(f"{_counted(len(apis), len(generated) - len(apis))}, {'checked' if linted else 'not checked'}.")
    then = f", then try one: {this_command()} deploy {apis[0]} --local" if apis else ""
    print(f"Next: review with git diff, commit{then}")


def _counted(apis: int, portfolios: int) -> str:
    """`3, 1` -> `3 APIs and 1 portfolio`"""
    words = [(apis, "API"), (portfolios, "portfolio")]
    return " and ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in words if count)
