"""Zips and jars that something else built: what is in them."""

from __future__ import annotations

import stat
import zipfile
import zlib
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from generator.spec.folders import Contents, UnusableError, decoded

_UNIX: Final = 3  # the system on which modes mean something


def opened(path: Path) -> tuple[str, Contents]:
    """Return the digest of a zip, and what is in it.

    Raises UnusableError if it is none.
    """
    content = path.read_bytes()
    try:
        with zipfile.ZipFile(path) as archive:
            entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
    except zipfile.BadZipFile as error:
        raise UnusableError(f"{path.name} is not a zip: {str(error).removesuffix('.').lower()}") from error
    if not entries:
        raise UnusableError(f"{path.name} has no files")
    return sha256(content).hexdigest(), Contents(
        texts={name: partial(_text, path, name) for name in entries},
        executable={name: _is_executable(entry) for name, entry in entries.items()},
        sizes={name: entry.file_size for name, entry in entries.items()},
    )


def _text(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            return decoded(archive.read(name), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:  # damaged, encrypted
        raise UnusableError(f"{name} in {path.name} cannot be unpacked: {error}") from error


def _is_executable(entry: zipfile.ZipInfo) -> bool:
    """Say whether a file's owner may run it; where no mode was recorded, nobody knows that they may not."""
    mode = entry.external_attr >> 16
    return entry.create_system != _UNIX or mode == 0 or bool(mode & stat.S_IXUSR)
