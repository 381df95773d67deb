"""`.lambdaignore`: what a folder holds and its package does not, in the syntax of `.gitignore`.

https://git-scm.com/docs/gitignore#_pattern_format
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pathspec import GitIgnoreSpec

from generator.spec.folders import UnusableError


def ignored(file: Path) -> Callable[[str], bool]:
    """Return whether the file's patterns leave out a name; a folder's name ends in a slash.

    Raises UnusableError for the first line that is no pattern.
    """
    lines = _lines(file)
    for number, line in enumerate(lines, start=1):
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError as error:
            raise UnusableError(f"{file.name}:{number}: {line.strip()} is no pattern of .gitignore") from error
    return GitIgnoreSpec.from_lines(lines).match_file


def _lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UnusableError(f"{file.name} is not UTF-8 text: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise UnusableError(f"{file.name} cannot be read: {error.strerror}") from error
