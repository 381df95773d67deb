"""What holds for all specs of a project: the section `[httpapi]` of its setup.cfg."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

from generator.errors import Problem, SpecError, meant_or_known
from generator.flavours import FLAVOURS, Flavour

FILE: Final = Path("setup.cfg")
_SECTION: Final = "httpapi"
_OPTION: Final = "flavours"
_ANY_CASE: Final = re.compile(r"^\[\s*httpapi\s*\]", re.MULTILINE | re.IGNORECASE)


class _Options(NamedTuple):
    """What stands in the section, and the text that it is read from."""

    values: dict[str, str]
    text: str

    def line(self, option: str) -> int:
        """Return the line in which an option stands."""
        section = self.text.index(f"[{_SECTION}]")
        found = re.compile(rf"^{re.escape(option)}\s*[=:]", re.MULTILINE | re.IGNORECASE).search(self.text, section)
        return self.text.count("\n", 0, found.start() if found else section) + 1


def flavours() -> list[Flavour]:
    """Return the flavours of specs that do not say: all, unless setup.cfg names some.

    Raises SpecError if what it says there is wrong.
    """
    options = _options()
    for option in options.values:
        if option != _OPTION:
            message = f"[{_SECTION}]: there is no option {option}{meant_or_known(option, [_OPTION])}"
            raise _error(message, options.line(option))
    if _OPTION not in options.values:
        return list(FLAVOURS)
    named = options.values[_OPTION].replace(",", " ").split()
    found = [flavour for flavour in FLAVOURS if flavour in named]
    if not named or sorted(found) != sorted(named):
        given = ", ".join(named) or "nothing"
        message = f"[{_SECTION}]: {_OPTION} must be one or more of {', '.join(FLAVOURS)}, each once (got {given})"
        raise _error(message, options.line(_OPTION))
    return found


def _error(message: str, line: int | None = None) -> SpecError:
    return SpecError([Problem((), message, FILE.as_posix() + (f":{line}:1" if line else ""))])


def _options() -> _Options:
    """Return what stands in the section; nothing if there is none, or no such file."""
    text = _text()
    spelt = _ANY_CASE.search(text)
    if not spelt:
        return _Options({}, text)
    if spelt[0] != f"[{_SECTION}]":
        raise _error(f"is spelt [{_SECTION}] (got {spelt[0]})", text.count("\n", 0, spelt.start()) + 1)
    return _Options(_parsed(text), text)


def _text() -> str:
    try:
        return FILE.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _error(f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _error(f"is not UTF-8 text: {error.reason} at byte {error.start}") from error


def _parsed(text: str) -> dict[str, str]:
    from configparser import (  # few projects say anything
        ConfigParser,
        DuplicateOptionError,
        DuplicateSectionError,
        MissingSectionHeaderError,
        ParsingError,
    )

    parser = ConfigParser(interpolation=None, default_section="")  # what others say in [DEFAULT] is not for us
    try:
        parser.read_string(text)
    except DuplicateOptionError as error:
        raise _error(f"{error.option} stands in [{error.section}] twice", error.lineno) from error
    except DuplicateSectionError as error:
        raise _error(f"[{error.section}] stands there twice", error.lineno) from error
    except ParsingError as error:
        line = error.lineno if isinstance(error, MissingSectionHeaderError) else error.errors[0][0]
        raise _error("is no line of a configuration file, such as flavours = sam", line) from error
    return dict(parser[_SECTION])
