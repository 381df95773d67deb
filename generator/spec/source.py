"""A spec as it stands in its file: plain data, and the place of every value in it.

YAML without its surprises: only `true`, `false`, `null` and decimal numbers without leading zeros are not text; a bare
`yes`, `no`, `on` or `off` is refused, because readers of YAML do not agree on it; so are repeated keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final

import yaml
from troposphere import GenericHelperFn

from generator.errors import Problem, SpecError, SpecPath, did_you_mean
from generator.syntax import INTRINSICS, tag

DEPTH: Final = 100
VALUES: Final = 100_000  # with aliases written out; the largest template has 500 resources

_TAGS: Final = {tag(name): name for name in INTRINSICS}
_CONSTANTS: Final = {"true": True, "false": False, "null": None, "": None}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?")
_AMBIGUOUS = re.compile(r"yes|no|on|off", re.IGNORECASE)

_INDENTED: Final = ": is this line, or the one above, indented unlike its neighbours?"
_SYNTAX_HINTS: Final = {
    "did not find expected key": _INDENTED,
    "did not find expected '-' indicator": _INDENTED,
    "did not find expected <document start>": _INDENTED,
    "mapping values are not allowed in this context": ": indent it as its neighbours, or put quotes around a text "
                                                      "with a colon",
    "did not find expected ',' or '}'": ": is there a brace above that is never closed?",
    "did not find expected ',' or ']'": ": is there a bracket above that is never closed?",
}  # fmt: skip

_DIGITS: Final = 300  # a longer number is no number that anybody means, and slow to read

Position = tuple[int, int]  # line and column, from 1


@dataclass
class Source:
    """A parsed file. `file` is the name to show; positions are those of a key, or of an entry of a list."""

    file: str
    data: Any = None
    positions: dict[SpecPath, Position] = field(default_factory=dict)

    def place(self, path: SpecPath) -> str:
        """Return `file:line:column` of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.positions:
            path = path[:-1]
        line, column = self.positions.get(path, (1, 1))
        return f"{self.file}:{line}:{column}"


def parse(text: str, file: str, is_truth_value: Callable[[SpecPath], bool] = lambda path: False) -> Source:
    """Read YAML; `!Sub` and its like become `troposphere.GenericHelperFn`.

    `is_truth_value` says at which places nothing but `true` and `false` can be meant.

    Raises SpecError with every problem that can be seen: after a syntax error there is only what came before it.
    """
    reader = _Reader(file, is_truth_value)
    try:
        reader.read(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        reader.report(*_syntax_error(text, error))
    except yaml.reader.ReaderError as error:
        reader.report(*_unreadable(text, error))
    if reader.problems:
        raise SpecError(reader.problems)
    return reader.source


class _TooLargeError(Exception):
    """The file is too deep or too large to go on."""


class _Reader:
    """Turns the events of one file into data; recursion is bounded by DEPTH, size by VALUES."""

    def __init__(self, file: str, is_truth_value: Callable[[SpecPath], bool]) -> None:
        self.source = Source(file)
        self._is_truth_value = is_truth_value
        self.problems: list[Problem] = []
        self._anchors: dict[str, tuple[Any, int]] = {}  # name -> value and how many values it holds
        self._count = 0

    def report(self, position: Position, message: str, path: SpecPath = ()) -> None:
        self.problems.append(Problem(path, message, f"{self.source.file}:{position[0]}:{position[1]}"))

    def read(self, events: Iterator[yaml.Event]) -> None:
        """Read the only document; an empty file has none and holds nothing."""
        self._events = events
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    self._read_document(event)
        except _TooLargeError as error:
            self.report((1, 1), str(error))

    def _read_document(self, event: yaml.Event) -> None:
        if self.source.positions:
            self.report(_start(event), "a second document begins here; a file holds one spec")
        first = next(self._events)
        self.source.positions.setdefault((), _start(first))
        self.source.data = self._value(first, ())

    def _value(self, event: Any, path: SpecPath) -> Any:
        before = self._grow(path)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        value = self._untagged(event, path)
        if event.tag:
            value = self._tagged(event, value, path)
        if event.anchor:
            self._anchors[event.anchor] = value, self._count - before
        return value

    def _grow(self, path: SpecPath, values: int = 1) -> int:
        """Count values; return how many there were before."""
        before, self._count = self._count, self._count + values
        if len(path) > DEPTH:
            raise _TooLargeError(f"is nested more than {DEPTH} levels deep")
        if self._count > VALUES:
            raise _TooLargeError(f"holds more than {VALUES:,} values, aliases written out; split it into several APIs")
        return before

    def _alias(self, event: yaml.AliasEvent, path: SpecPath) -> Any:
        if event.anchor not in self._anchors:
            self.report(_start(event), f"the alias *{event.anchor} stands before, or inside, what it names", path)
            return None
        value, values = self._anchors[event.anchor]
        self._grow(path, values)
        return value

    def _untagged(self, event: yaml.Event, path: SpecPath) -> Any:
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event, path)
            case yaml.SequenceStartEvent():
                return list(self._items(path))
            case _:
                return dict(self._entries(path))

    def _items(self, path: SpecPath) -> Iterator[Any]:
        for index, event in enumerate(iter(self._events.__next__, None)):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            self.source.positions[*path, index] = _start(event)
            yield self._value(event, (*path, index))

    def _entries(self, path: SpecPath) -> Iterator[tuple[str, Any]]:
        seen: dict[str, Position] = {}
        for event in iter(self._events.__next__, None):
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._key(event, path)
            if key is None:  # reported; its value may hold more to report
                self._value(next(self._events), (*path, ""))
                continue
            if key in seen:
                self.report(
                    _start(event), f"stands here again; it was first given in line {seen[key][0]}", (*path, key)
                )
            seen.setdefault(key, _start(event))
            self.source.positions.setdefault((*path, key), _start(event))
            yield key, self._value(next(self._events), (*path, key))

    def _key(self, event: yaml.Event, path: SpecPath) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):
            self.report(_start(event), "a key must be text; put quotes around it if it begins with [, { or *", path)
            if not isinstance(event, yaml.AliasEvent):
                self._value(event, (*path, ""))
            return None
        if event.implicit[0]:
            self._refuse_ambiguous(event, path)
        if event.value == "<<" and event.implicit[0]:
            self.report(_start(event), "merge keys are not part of the language; `defaults` serves all functions", path)
            return None
        return str(event.value)

    def _scalar(self, event: yaml.ScalarEvent, path: SpecPath) -> Any:
        text: str = event.value
        if not event.implicit[0] or event.style:
            return text
        self._refuse_ambiguous(event, path)
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INTEGER.fullmatch(text):
            return int(text) if len(text) < _DIGITS else text
        return float(text) if _DECIMAL.fullmatch(text) and isfinite(float(text)) else text

    def _refuse_ambiguous(self, event: yaml.ScalarEvent, path: SpecPath) -> None:
        if _AMBIGUOUS.fullmatch(event.value):
            choices = "true or false" if self._is_truth_value(path) else f'true, false or "{event.value}"'
            self.report(_start(event), f"{event.value} is a truth value to some readers of YAML and text to others: "
                                       f"write {choices}", path)  # fmt: skip

    def _tagged(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, value: Any, path: SpecPath) -> Any:
        if event.tag not in _TAGS:
            name = _written(str(event.tag))
            self.report(_start(event), f"there is no function {name}{did_you_mean(name, _TAGS)}", path)
            return None
        if event.tag == "!GetAtt" and isinstance(value, str):
            value = value.split(".", 1)
            if len(value) < 2:
                self.report(_start(event), f"!GetAtt {value[0]} needs an attribute, as in !GetAtt {value[0]}.Arn", path)
        return GenericHelperFn({_TAGS[event.tag]: value})


def _written(name: str) -> str:
    """Return a tag as it stood in the text."""
    short = name.replace("tag:yaml.org,2002:", "!!")
    return short if short.startswith("!") else f"!<{short}>"


def _start(event: yaml.Event) -> Position:
    return _position(event.start_mark)


def _position(mark: Any) -> Position:
    return mark.line + 1, mark.column + 1


def _syntax_error(text: str, error: yaml.MarkedYAMLError) -> tuple[Position, str]:
    """Return where to look first, and what is wrong in plain words."""
    line, column = _position(error.problem_mark or error.context_mark)
    before = "".join(text.splitlines()[line - 1 : line])[:column]
    indent = before[: len(before) - len(before.lstrip())]
    if "\t" in indent:
        return (line, indent.index("\t") + 1), "a tab: indent with spaces"
    if error.context == "while scanning a quoted scalar":
        return _position(error.context_mark), "the quote that opens here is never closed"
    what = ", ".join(part for part in (error.context, error.problem) if part)
    return (line, column), f"is not YAML: {what}{_SYNTAX_HINTS.get(str(error.problem), '')}"


def _unreadable(text: str, error: yaml.reader.ReaderError) -> tuple[Position, str]:
    """Return the place of a character that YAML does not allow; libyaml counts bytes."""
    before = text.encode()[: error.position].decode(errors="ignore")
    position = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return position, f"the character U+{ord(text[len(before)]):04X} cannot stand in YAML: remove it"
