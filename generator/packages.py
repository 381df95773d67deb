"""Packages: the zips of functions that do not stand in the template.

A zip's name is the digest of its inputs (`spec/code.py`), so a zip that exists is current. Its bytes are the same on
one machine; between machines they may differ, because deflate does, so nothing depends on them.
"""

from __future__ import annotations

import io
import stat
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Final

from generator.errors import DeployError
from generator.spec.api import ApiSpec
from generator.spec.code import Archive, Package

BUILD: Final = Path("build")
_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold; modification times are no part of the code


def packages(spec: ApiSpec) -> dict[Path, Package | Archive]:
    """Return the package of every function that has one, by the path of its zip."""
    sources = {name: function.source for name, function in spec.functions.items()}
    return {
        BUILD / source.key(name): source for name, source in sources.items() if isinstance(source, (Package, Archive))
    }


def zipped(package: Package | Archive) -> bytes:
    """Return the zip: sorted names, one date, and modes 755 or 644, readable by whoever Lambda runs as.

    What something else built stays as it is. Raises DeployError if a file cannot be read.
    """
    if isinstance(package, Archive):
        return _as_it_was(package)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in package.files:
            entry = zipfile.ZipInfo(file.name, _DATE)
            entry.create_system = 3  # Unix, so that the mode counts
            entry.external_attr = (stat.S_IFREG | (0o755 if file.executable else 0o644)) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _content(file.source))
    return buffer.getvalue()


def _as_it_was(archive: Archive) -> bytes:
    content = _content(archive.source)
    if sha256(content).hexdigest() != archive.digest:
        raise DeployError(f"{archive.source}: has changed since the spec was read: try again")
    return content


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DeployError(f"{path}: cannot be read: {error.strerror}") from error
