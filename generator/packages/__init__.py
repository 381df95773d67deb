"""Packages: the zips of functions that do not stand in the template.

A zip's name is the digest of its inputs (`spec/code.py`), so a zip that exists is current. Its bytes are the same on
one machine; between machines they may differ, because deflate does, so nothing depends on them.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final

from generator.aws_lambda import sizes
from generator.errors import DeployError
from generator.spec.api import ApiSpec
from generator.spec.code import Archive, Package
from generator.spec.folders import PackageFile

BUILD: Final = Path("build")
_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold; modification times are no part of the code


def packages(spec: ApiSpec) -> dict[Path, Package | Archive]:
    """Return the package of every function that has one, by the path of its zip."""
    sources = {name: function.source for name, function in spec.functions.items()}
    return {
        BUILD / source.key(name): source for name, source in sources.items() if isinstance(source, (Package, Archive))
    }


def built(path: Path, package: Package | Archive) -> bytes:
    """Return the zip of this path; one of the same digest, built for another function, is as good.

    What something else built stays as it is.

    Raises DeployError, which names the function.
    """
    if isinstance(package, Archive):
        return _as_it_was(package)
    for twin in path.parent.glob(f"*-{package.digest}.zip"):
        return _content(twin)
    try:
        return zipped(package)
    except DeployError as error:
        function = path.name.removesuffix(f"-{package.digest}.zip")
        raise DeployError("\n".join(f"{function}: {line}" for line in str(error).splitlines())) from error


def note(path: Path, content: bytes) -> str | None:
    """Return what is worth knowing of a zip that was built: that it is very large."""
    if len(content) <= sizes.ZIPPED_BYTES:
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = sizes.note({entry.filename: entry.compress_size for entry in archive.infolist()})
    return said and f"{path.as_posix()}: {said}"


def holds_the_same(one: bytes, other: bytes) -> bool:
    """Say whether two are the same, as bytes or as zips of the same files that were deflated on two machines."""
    if one == other:
        return True
    try:
        return _files(one) == _files(other)
    except zipfile.BadZipFile:
        return False


def _files(content: bytes) -> dict[str, tuple[int, bytes]]:
    """Return the mode and the content of every file of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: (entry.external_attr, archive.read(entry)) for entry in archive.infolist()}


def zipped(package: Package) -> bytes:
    """Return the zip: sorted names, one date, and modes 755 or 644, readable by whoever Lambda runs as.

    Raises DeployError if a file cannot be read, if dependencies cannot be installed, or if it is too large.
    """
    with _installed(package) as installed:
        files = sorted((*package.files, *installed), key=lambda file: file.name)
        _require_one_of_each(package, installed)
        if problem := sizes.too_large({file.name: _size(file.source) for file in files}):
            raise DeployError(problem)
        return _archive(files)


@contextmanager
def _installed(package: Package) -> Iterator[tuple[PackageFile, ...]]:
    """Give the files of the dependencies, which are gone afterwards."""
    if package.dependencies is None:
        yield ()
        return
    from generator.packages.installations import installed  # few packages have dependencies

    with installed(package.dependencies) as files:
        yield files


def _require_one_of_each(package: Package, installed: tuple[PackageFile, ...]) -> None:
    own = {file.name for file in package.files}
    for file in installed:
        if file.name in own:
            raise DeployError(f"{file.name} stands in the function's folder, and a dependency brings it too: rename it")


def _archive(files: list[PackageFile]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
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


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise DeployError(f"{path}: cannot be read: {error.strerror}") from error
