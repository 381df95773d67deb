"""Templates that tests compare: those of specs in the repository, and what is changed in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final

from troposphere import encode_to_dict

from generator.comparison import compared
from generator.equivalence import differences
from generator.equivalence.accepted import BUCKET
from generator.spec.source import parse
from generator.translation import local_code, translated

Body = dict[str, Any]
Place = tuple[str | int, ...]

ROOT: Final = Path(__file__).parents[2]
TEMPLATES: Final = [
    path
    for folder in (ROOT / "templates_out", ROOT / "tests/specs/templates_out")
    for path in sorted(folder.glob("*/template.yaml"))
    if path.with_name("sam.yaml").exists()  # a spec may want one flavour alone
]
NAMES: Final = [path.parent.name for path in TEMPLATES]
ABSENT: Final = object()


def template(name: str) -> Body:
    """Return the plain template of a spec in the repository; whoever asks may change it."""
    return deepcopy(_read(TEMPLATES[NAMES.index(name)]))


def of_sam(name: str) -> Body:
    """Return what SAM's translator makes of a spec's other template, its code uploaded where the plain one has it."""
    return deepcopy(_translated(name))


@cache
def _translated(name: str) -> Body:
    sam = _read(TEMPLATES[NAMES.index(name)].with_name("sam.yaml"))
    resources = template(name)["Resources"]
    keys = {each: resources[each]["Properties"]["Code"]["S3Key"] for each in local_code(sam)}
    return translated(sam, {each: f"s3://{BUCKET}/{key}" for each, key in keys.items()})


@cache
def _read(path: Path) -> Body:
    body = encode_to_dict(parse(path.read_text(), path.name).data)
    assert isinstance(body, dict)
    return body


def changed(body: Body, place: Place, value: Any) -> Body:
    """Return a template with another value in one place, or with nothing there."""
    found: Any = deepcopy(body)
    inner = found
    for key in place[:-1]:
        inner = inner[key]
    if value is ABSENT:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    return found  # type: ignore[no-any-return]


def told(one: Body, other: Body) -> list[str]:
    """Return the differences between two templates, a line each."""
    return [each.told("one", "other") for each in differences(one, other)]


def refused(one: Body, other: Body) -> list[str]:
    """Return the differences between a plain and a translated template that are not accepted, a line each."""
    judged = compared(one, other)
    return [each.told("one", "other") for each in judged.refused]


def resources(**each: Any) -> Body:
    return {"Resources": each}


MALFORMED: Final[tuple[Any, ...]] = (None, [], {}, "x", [None], {"Fn::If": ["a"]}, {"Ref": ["a"]}, {"Fn::GetAtt": 3})


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield where each value of a template stands, those that hold others too."""
    if place:
        yield place
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in pairs:
        yield from places(item, (*place, key))


def leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every scalar of a template, and where it stands."""
    pairs: Sequence[tuple[str | int, Any]] = []
    match value:
        case dict():
            pairs = list(value.items())
        case list():
            pairs = list(enumerate(value))
        case _:
            yield place, value
    for key, item in pairs:
        yield from leaves(item, (*place, key))
