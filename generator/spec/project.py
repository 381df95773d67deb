"""What holds for all specs of a project: the section `[httpapi]` of its setup.cfg."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.errors import Problem, SpecError, did_you_mean
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
        raise _error(f"there is no option {unknown[0]}{did_you_mean(unknown[0], [_OPTION])}; what can be is {_OPTION}")
    if _OPTION not in options:
        return list(FLAVOURS)
    named = options[_OPTION].replace(",", " ").split()
    found = [flavour for flavour in FLAVOURS if flavour in named]
    if not named or sorted(found) != sorted(named):
        given = ", ".join(named) or "nothing"
        raise _error(f"{_OPTION} must be one or more of {', '.join(FLAVOURS)}, each once (got {given})")
    return found


def _error(message: str) -> SpecError:
    return SpecError([Problem((), f"[{_SECTION}]: {message}", FILE.as_posix())])


def _options() -> dict[str, str]:
    """Return what stands in the section; nothing if there is none, or no such file."""
    try:
        text = FILE.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError([Problem((), f"cannot be read: {error}", FILE.as_posix())]) from error
    if f"[{_SECTION}]" not in text:
        return {}
    from configparser import ConfigParser, Error  # most projects say nothing

    parser = ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
    except Error as error:
        raise SpecError([Problem((), f"cannot be read: {error.message}", FILE.as_posix())]) from error
    return dict(parser[_SECTION]) if parser.has_section(_SECTION) else {}
