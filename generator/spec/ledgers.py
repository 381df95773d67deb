"""The text of a ledger of versions: what is wrong with it, and how it grows.

Only `httpapi publish` writes it, and only at its end: what was published stays as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import ValidationError

from generator.errors import Problem, SpecError
from generator.spec.base import SpecModel, valid
from generator.spec.source import Source, parse
from generator.spec.versions import Version

HEADER: Final = (
    "# What was published, oldest first: httpapi publish adds to it. Commit it, and change nothing in it:\n"
    "# stacks were launched from these templates.\n"
)
_EXAMPLE: Final = "- name: v1\n  template: {api}/product-<SHA-256 of the template>.yaml"
_TYPE: Final = re.compile(r"\w+(::\w+)+")
_MERGE: Final = re.compile(r"^(<<<<<<<|>>>>>>>) ", re.MULTILINE)


# https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisioningArtifactProperties.html
_CHARACTERS: Final = 8_192


def problem_of_name(text: str) -> str | None:
    """Say why a text is no name of a version, or nothing if it is one."""
    return problem_of_description(text) or ("must have no spaces" if " " in text else None)


def problem_of_description(text: str) -> str | None:
    """Say why a text is no description of a version, or nothing if it is one."""
    if not text.strip() or not text.isprintable():
        return "must be one line of text"
    return f"must have at most {_CHARACTERS:,} characters" if len(text) > _CHARACTERS else None


def _problem_of_type(text: str) -> str | None:
    return None if _TYPE.fullmatch(text) else "must be the type of a resource, such as AWS::SQS::Queue"


class Entry(SpecModel):
    """A version as the ledger has it."""

    name: Annotated[str, valid(problem_of_name)]
    template: str
    description: Annotated[str, valid(problem_of_description)] | None = None
    resource_types: list[Annotated[str, valid(_problem_of_type)]] = []


def text_of(ledger: Path) -> str:
    """Return the ledger's text.

    Raises SpecError if it cannot be read, or is not UTF-8.
    """
    try:
        return ledger.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SpecError([Problem((), f"cannot be read: {error.strerror}", ledger.as_posix())]) from error
    except UnicodeDecodeError as error:
        problem = f"is not UTF-8 text: {error.reason} at byte {error.start}"
        raise SpecError([Problem((), problem, ledger.as_posix())]) from error


def parsed(text: str, file: str, api: str) -> list[Version]:
    """Return the versions of a ledger, oldest first.

    Raises SpecError with everything that is wrong with it, each with its place.
    """
    if merge := _MERGE.search(text):
        line = text.count("\n", 0, merge.start()) + 1
        message = (
            "two ledgers were merged: keep the entries of both, the older ones first, and give those that were "
            "published last names of their own"
        )
        raise SpecError([Problem((), message, f"{file}:{line}:1")])
    source = parse(text, file)
    problems = list(_problems(source, api))
    if problems:
        raise SpecError(problem.at(source.place(problem.path)) for problem in problems)
    return [_version(Entry.model_validate(entry)) for entry in source.data]


def _version(entry: Entry) -> Version:
    return Version(entry.name, entry.template, entry.description, tuple(entry.resource_types))


def grown(text: str, version: Version, file: str, api: str) -> str:
    """Return the ledger's text with one more version at its end; what stands there, comments too, stays as it is.

    Raises SpecError if it was written in a form of its own, so that nothing can stand at its end.
    """
    before = text or HEADER
    after = before + ("" if before.endswith("\n") else "\n") + "".join(f"{line}\n" for line in _lines(version))
    try:
        versions = parsed(after, file, api)
    except SpecError:
        versions = []
    if versions[-1:] != [version]:
        message = "nothing can be added to it: each version must begin with - name: at the beginning of a line"
        raise SpecError([Problem((), message, file)])
    return after


def _lines(version: Version) -> Iterator[str]:
    yield f"- name: {_quoted(version.name)}"
    yield f"  template: {version.template}"
    if version.description is not None:
        yield f"  description: {_quoted(version.description)}"
    if version.resource_types:
        yield "  resource_types:"
        yield from (f"  - {each}" for each in version.resource_types)


def _quoted(text: str) -> str:
    """Return a text in YAML; whatever could be anything but text stands in quotes, which are JSON's, too."""
    return text if re.fullmatch(r"v[0-9]+", text) else json.dumps(text, ensure_ascii=False)


def _problems(source: Source, api: str) -> Iterator[Problem]:
    """Yield what is wrong with the whole, or else with each entry."""
    example = _EXAMPLE.format(api=api)
    if not source.data:
        yield Problem((), "is empty: take it back from the repository, or remove it if nothing was published")
    elif not isinstance(source.data, list):
        yield Problem((), "must be a list of versions, such as", example=example)
    else:
        for index, entry in enumerate(source.data):
            if isinstance(entry, dict):
                yield from _problems_of(entry, index, api)
            else:
                yield Problem((index,), "must be a version, such as", example=example)
        yield from _repeated(source, "name", "each version has a name of its own")
        yield from _repeated(source, "template", "a template is published once")


def _problems_of(entry: dict[str, Any], index: int, api: str) -> Iterator[Problem]:
    from generator.spec.messages import message  # only a wrong ledger needs it

    try:
        template = Entry.model_validate(entry).template
    except ValidationError as error:
        for details in error.errors(include_url=False):
            yield Problem((index, *details["loc"]), message(details, list(Entry.model_fields)))
        return
    if not re.fullmatch(rf"{re.escape(api)}/product-[0-9a-f]{{64}}\.yaml", template):
        shape = f"{api}/product-<SHA-256 of the template>.yaml"
        yield Problem(
            (index, "template"), f"must be {shape}, as httpapi publish wrote it (got {template}): take it back"
        )


def _repeated(source: Source, field: str, why: str) -> Iterator[Problem]:
    """Yield what stands there again, with the line of its first."""
    first: dict[str, int] = {}
    for index, entry in enumerate(source.data):
        value = entry.get(field) if isinstance(entry, dict) else None
        if isinstance(value, str):
            line, _ = source.positions[index, field]
            if value in first:
                yield Problem((index, field), f"stands in line {first[value]} already: {why} (got {value})")
            first.setdefault(value, line)
