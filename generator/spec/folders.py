"""What goes into a package: the files of a folder, but caches, dotfiles, and what its `.lambdaignore` leaves out."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

IGNORE_FILE: Final = ".lambdaignore"
# Files at the top of a folder that say what to install: they count, whatever is ignored.
DEPENDENCY_FILES: Final = frozenset(
    {"requirements.txt", "requirements.in", "uv.lock", "pyproject.toml", "package.json", "package-lock.json"}
)


class UnusableError(Exception):
    """Code that cannot be packaged; the message says what in its folder or zip is to blame."""


class PackageFile(NamedTuple):
    """One file of a package: its path inside the zip, and where to read it."""

    name: str
    source: Path
    executable: bool


class Contents(NamedTuple):
    """What can be known of the files of a folder or a zip, by their names; a text is read when it is asked for.

    Reading one raises UnusableError if it is no text.
    """

    texts: Mapping[str, Callable[[], str]]
    executable: Mapping[str, bool]
    sizes: Mapping[str, int]


def contents_of(files: tuple[PackageFile, ...]) -> Contents:
    return Contents(
        texts={file.name: partial(text_of, file) for file in files},
        executable={file.name: file.executable for file in files},
        sizes={file.name: file.source.stat().st_size for file in files},
    )


def text_of(file: PackageFile) -> str:
    return decoded(file.source.read_bytes(), file.name)


def decoded(content: bytes, name: str) -> str:
    """Return the text of a source file.

    Raises UnusableError if it is none.
    """
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UnusableError(f"{name} is not UTF-8 text: {error.reason} at byte {error.start}") from error


def folder_files(top: Path) -> tuple[PackageFile, ...]:
    """Return every file that counts in a folder, by name.

    Raises UnusableError if something in it cannot be packaged.
    """
    return tuple(sorted(_walk(top, top, _ignored(top)), key=lambda file: file.name))


def single_file(path: Path) -> PackageFile:
    return PackageFile(name_inside(path.parent, path), path, _is_executable(path))


def resolved(path: Path) -> Path | None:
    """Return where a path leads, or None if it leads nowhere: round in a circle, or to no possible name."""
    try:
        return path.resolve()
    except (RuntimeError, ValueError):
        return None


def name_inside(top: Path, path: Path) -> str:
    """Return the name of a file inside its package."""
    name = path.relative_to(top).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError as error:
        spelt = os.fsencode(name).decode(errors="backslashreplace")
        raise UnusableError(f"the name of {spelt} is not UTF-8") from error
    return name


_Ignored = Callable[[str], bool]


def _ignored(top: Path) -> _Ignored:
    """Return whether a name, a folder's with a slash behind it, is left out."""
    if not (top / IGNORE_FILE).is_file():
        return lambda name: False
    from generator.spec.ignored import ignored  # few folders have such a file

    return ignored(top / IGNORE_FILE)


def _walk(top: Path, folder: Path, ignored: _Ignored) -> Iterator[PackageFile]:
    for path in _entries(top, folder):
        if path.name.startswith(".") or path.name == "__pycache__" or path.suffix == ".pyc":
            continue
        name = name_inside(top, path)
        if name not in DEPENDENCY_FILES and ignored(f"{name}/" if path.is_dir() and not path.is_symlink() else name):
            continue
        target = resolved(path)
        if target and not target.is_relative_to(top):
            raise UnusableError(f"{name} is a link to something outside the folder")
        if target and path.is_dir():
            if path.is_symlink():
                raise UnusableError(f"{name} is a link to a folder; packages hold no links")
            yield from _walk(top, path, ignored)
        elif target and path.is_file():
            yield PackageFile(name, path, _is_executable(path))
        else:
            raise UnusableError(f"{name} is neither a file nor a folder")


def _entries(top: Path, folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        name = "the folder" if folder == top else f"the folder {name_inside(top, folder)} in it"
        raise UnusableError(f"{name} cannot be read: {error.strerror}") from error


def _is_executable(path: Path) -> bool:
    return bool(path.stat().st_mode & stat.S_IXUSR)
