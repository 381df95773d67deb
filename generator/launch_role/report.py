"""Templates as files -> the template of their launch role, as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from troposphere import encode_to_dict

from generator import launch_role
from generator.errors import Problem, SpecError
from generator.launch_role import Options
from generator.render import render
from generator.spec.source import Source, parse


class Report(NamedTuple):
    """The template of the role, and what is worth knowing about it, a line each."""

    text: str
    notes: list[str]


def report(templates: Mapping[str, str], options: Options, form: str) -> Report:
    """Return the role for templates, text by file, as `yaml` or `json`; the first is the version that is current.

    Raises SpecError with every problem and its place.
    """
    sources = [parse(text, file) for file, text in templates.items()]
    bodies = [_body(source) for source in sources]
    try:
        whole = launch_role.template(bodies[0], options, bodies[1:])
    except SpecError as error:
        raise SpecError(_placed(problem, sources) for problem in error.problems) from error
    files = ", ".join(templates)
    notes = [f"{sources[0].file}: note: {note}" for note in launch_role.notes(bodies[0], options, bodies[1:])]
    return Report(_text(whole, form, f"The launch role of {files}, by: httpapi launch-role"), notes)


def _body(source: Source) -> dict[str, Any]:
    body = encode_to_dict(source.data)
    if not isinstance(body, dict):
        raise SpecError([Problem((), "is no template: it has no sections", source.file)])
    return body


def _placed(problem: Problem, sources: list[Source]) -> Problem:
    """Return a problem with its place in the first file that has what it is about."""
    about = [source for source in sources if problem.path in source.positions] if problem.path else []
    if about:
        return problem.at(about[0].place(problem.path))
    return problem.at(sources[0].file) if problem.path else problem


def _text(whole: dict[str, Any], form: str, header: str) -> str:
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n" if form == "json" else render(whole, header)
