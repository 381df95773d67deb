"""What holds for all specs of a project: the section `[httpapi]` of its setup.cfg."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.errors import Problem, SpecError, meant_or_known
from generator.flavours import FLAVOURS, Flavour

FILE: Final = Path("setup.cfg")
_SECTION: Final = "httpapi"
_OPTION: Final = "flavours"


def flavours() -> list[Flavour]:
    """Return the flavours of specs that do not say: all, unless setup.cfg names some.

    Raises SpecError if what it says there is wrong.
    """
    options = _options()
    unknown = [option for option in options if option != _OPTION]
    if unknown:
        raise _error(f"[{_SECTION}]: there is no option {unknown[0]}{meant_or_known(unknown[0], [_OPTION])}")
    if _OPTION not in options:
        return list(FLAVOURS)
    named = options[_OPTION].replace(",", " ").split()
    found = [flavour for flavour in FLAVOURS if flavour in named]
    if not named or sorted(found) != sorted(named):
        given = ", ".join(named) or "nothing"
        raise _error(f"[{_SECTION}]: {_OPTION} must be one or more of {', '.join(FLAVOURS)}, each once (got {given})")
    return found


def _error(message: str, line: int | None = None) -> SpecError:
    return SpecError([Problem((), message, FILE.as_posix() + (f":{line}:1" if line else ""))])


def _options() -> dict[str, str]:
    """Return what stands in the section; nothing if there is none, or no such file."""
    try:
        text = FILE.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _error(f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _error(f"is not UTF-8 text: {error.reason} at byte {error.start}") from error
    if f"[{_SECTION}]" not in text:
        return {}
    from configparser import (  # few projects say anything
        ConfigParser,
        DuplicateOptionError,
        DuplicateSectionError,
        MissingSectionHeaderError,
        ParsingError,
    )

    parser = ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
    except (DuplicateOptionError, DuplicateSectionError) as error:
        raise _error("stands there twice", error.lineno) from error
    except ParsingError as error:
        line = error.lineno if isinstance(error, MissingSectionHeaderError) else error.errors[0][0]
        raise _error("is no line of a configuration file", line) from error
    return dict(parser[_SECTION]) if parser.has_section(_SECTION) else {}
