"""The errors that users see, and nothing else: anything not below `GeneratorError` is a bug and keeps its traceback.

GeneratorError          one message, ready to print; the command exits with 1
├── SpecError           what is wrong in specs: every problem at once, each with file:line:column
├── CheckError          what the check found in generated templates
├── OutputError         a file that cannot be read, written or removed
│   └── UnreadableError one that cannot be read, where others still can
├── TranslationError    what the SAM translator refused in a SAM template
└── DeployError         packaging, the AWS CLI, or the emulator
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

SpecPath = tuple[str | int, ...]
"""Where a value stands inside a spec: `("functions", "orders", "timeout")`."""

_SHOWN = 60  # characters of a wrong value
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class GeneratorError(Exception):
    """Something that the user can mend; `str()` is the whole message, one problem a line."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a spec.

    `place` is `file:line:column`, or empty for a spec that was built in Python; `example` follows in lines of its own.
    """

    path: SpecPath
    message: str
    place: str = ""
    example: str = ""

    def at(self, place: str) -> Problem:
        """Return the same problem, with its place."""
        return replace(self, place=place)

    def __str__(self) -> str:
        line = ": ".join(part for part in (self.place, dotted(self.path), one_line(self.message)) if part)
        return f"{line}\n{self.example}" if self.example else line


class SpecError(GeneratorError):
    """Every problem of one or several specs."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class CheckError(GeneratorError):
    """The check refused a generated template; the findings are in the message."""


class OutputError(GeneratorError):
    """A file of the user's that cannot be read, written or removed."""


class UnreadableError(OutputError):
    """A file that cannot be read, where others still can."""


class TranslationError(GeneratorError):
    """The SAM translator refused a template; everything that it said is in the message."""


class DeployError(GeneratorError):
    """Packaging, the AWS CLI or the emulator did not do what was asked."""


def dotted(path: SpecPath) -> str:
    """`("routes", "GET /orders", "scopes", 0)` -> `routes."GET /orders".scopes[0]`"""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]"
        else:
            text += ("." if text else "") + (key if _PLAIN_KEY.fullmatch(key) else _quoted(key))
    return text


def _quoted(key: str) -> str:
    """Return the key in quotes and in one line, whatever it holds."""
    return f'"{one_line(key)}"'


def one_line(text: str) -> str:
    """Return the text with what cannot be seen, a newline too, spelt as in Python."""
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def short_line(text: str) -> str:
    """Return the text in one line, and cut if it is long."""
    line = one_line(text[: _SHOWN + 1])
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def closest(word: object, known: Iterable[str]) -> str | None:
    """Return the one of `known` that was probably meant, whatever its case; None if none is close."""
    from difflib import get_close_matches  # only when something is wrong

    by_letters = {each.lower(): each for each in known}
    close = get_close_matches(str(word).lower(), by_letters, n=1, cutoff=0.7)
    return by_letters[close[0]] if close else None


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """`; did you mean allow_origins?` if `word` is close to one of `known`, otherwise nothing."""
    meant = closest(word, known)
    return f"; did you mean {meant}?" if meant else ""


def meant_or_known(word: object, known: Iterable[str]) -> str:
    """`; did you mean orders?`; if nothing is close, `; known here: users, carts`."""
    known = list(known)
    return did_you_mean(word, known) or (f"; known here: {', '.join(known)}" if known else "; the spec has none")


def there_is_no(kind: str, name: str, known: Iterable[str]) -> str:
    """`there is no function order; did you mean orders?`"""
    return f"there is no {kind} {name}{meant_or_known(name, known)}"
