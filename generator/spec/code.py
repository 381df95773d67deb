"""A function's code: read from its folder, then carried by the template inline or as the key of a package.

The key of a package is a digest of its inputs, so it is known without building, and the template pins the code. Two
folders with the same files have the same digest on every machine: names are sorted, times and owners do not count.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.http_api import quotas
from generator.spec import handlers
from generator.spec.wording import shown

if TYPE_CHECKING:
    from generator.spec.dependencies import Dependencies

INLINE_BY_ITSELF: Final = 4_096  # bytes; a larger file reads badly inside a template
PACKAGE_FORMAT: Final = "1"  # part of every digest: changes when packages are built in another way

# Files that say which dependencies to install: only folders that have one pay for reading it.
_DEPENDENCY_FILES: Final = frozenset(
    {"requirements.txt", "requirements.in", "uv.lock", "pyproject.toml", "package.json"}
)


class CodeError(Exception):
    """A folder or handler that is not as the spec says; `field` is the field of the function that is to blame."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


class Inline(NamedTuple):
    """Code that stands in the template itself; Lambda names the file `index`."""

    text: str
    handler: str


class PackageFile(NamedTuple):
    """One file of a package: its path inside the zip, and where to read it."""

    name: str
    source: Path
    executable: bool


class Package(NamedTuple):
    """Code that is uploaded as a zip, known by the digest of what goes into it."""

    digest: str
    files: tuple[PackageFile, ...]
    dependencies: Dependencies | None = None

    def key(self, function: str) -> str:
        """Return the name of the zip, in the build folder as in the bucket."""
        return f"{function}-{self.digest}.zip"


Code = Inline | Package


def code_of(folder: str, *, handler: str, runtime: str, architecture: str, inline: bool | None) -> Code:
    """Return the code of the function in `folder`, a path relative to the working directory.

    One small Python or CommonJS file goes inline unless `inline` is False; anything else is a package unless
    `inline` is True. Raises CodeError if the folder, the handler or the wish cannot be met.
    """
    files = _files(folder)
    dependencies = _dependencies(folder, files, runtime, architecture)
    if dependencies:
        files = dependencies.own(files)
    _check_handler(folder, handler, runtime, files)
    refusal = _inline_refusal(files, handler, runtime)
    if inline and refusal:
        raise CodeError("inline", f"cannot be true: {refusal}")
    if inline or (inline is None and not refusal and files[0].source.stat().st_size <= INLINE_BY_ITSELF):
        return Inline(_text(files[0]), "index." + handler.rpartition(".")[2])
    return Package(_digest(files, runtime, architecture, dependencies), files, dependencies)


def _files(folder: str) -> tuple[PackageFile, ...]:
    root = Path.cwd().resolve()
    top = _resolved(root / folder)
    hidden = any(part.startswith(".") and part != ".." for part in Path(folder).parts)
    if top and (not top.is_relative_to(root) or top == root or hidden or Path(folder).is_absolute()):
        given = folder or "empty text"
        raise CodeError("code", f"must be a folder inside the project (got {given}); paths are relative to it")
    if not top or not top.is_dir():
        problem = "is a file; name the folder that holds it" if top and top.is_file() else "does not exist"
        raise CodeError("code", f"the folder {shown(folder)} {problem}")
    files = tuple(sorted(_walk(top, top), key=lambda file: file.name))
    if not files:
        raise CodeError("code", f"the folder {folder} has no files")
    return files


def _resolved(path: Path) -> Path | None:
    """Return where a path leads, or None if it leads nowhere: round in a circle, or to no possible name."""
    try:
        return path.resolve()
    except (RuntimeError, ValueError):
        return None


def _walk(top: Path, folder: Path) -> Iterator[PackageFile]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name == "__pycache__" or path.suffix == ".pyc":
            continue
        name = _name(top, path)
        target = _resolved(path)
        if target and not target.is_relative_to(top):
            raise CodeError("code", f"{name} is a link to something outside the folder")
        if target and path.is_dir():
            if path.is_symlink():
                raise CodeError("code", f"{name} is a link to a folder; packages hold no links")
            yield from _walk(top, path)
        elif target and path.is_file():
            yield PackageFile(name, path, bool(path.stat().st_mode & stat.S_IXUSR))
        else:
            raise CodeError("code", f"{name} is neither a file nor a folder")


def _name(top: Path, path: Path) -> str:
    """Return the name of a file inside its package."""
    name = path.relative_to(top).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError as error:
        spelt = os.fsencode(name).decode(errors="backslashreplace")
        raise CodeError("code", f"the name of {spelt} is not UTF-8") from error
    return name


def _dependencies(folder: str, files: tuple[PackageFile, ...], runtime: str, architecture: str) -> Dependencies | None:
    if not any(file.name in _DEPENDENCY_FILES for file in files):
        return None
    from generator.spec.dependencies import dependencies_of
    from generator.spec.locks import LockError

    try:
        return dependencies_of(folder.rstrip("/"), files, runtime, architecture)
    except LockError as error:
        raise CodeError("code", str(error)) from error


def _check_handler(folder: str, handler: str, runtime: str, files: tuple[PackageFile, ...]) -> None:
    try:
        handlers.check(handler, runtime, {file.name: partial(_text, file) for file in files})
    except handlers.HandlerError as error:
        raise CodeError("handler", f"{error} (in {folder})") from error


def _inline_refusal(files: tuple[PackageFile, ...], handler: str, runtime: str) -> str | None:
    """Say why this code cannot stand in a template, or None if it can.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html
    """
    suffix = {"python": ".py", "nodejs": ".js"}.get(handlers.language(runtime) or "")
    if suffix is None:
        return f"CloudFormation takes inline code for Python and Node.js only, not for {runtime}"
    if len(files) != 1 or files[0].name != handler.rpartition(".")[0] + suffix:
        return f"the folder must hold one {suffix} file, the handler's, and nothing else"
    if files[0].source.stat().st_size > quotas.INLINE_CODE_BYTES:
        return f"{files[0].name} is larger than {quotas.INLINE_CODE_BYTES:,} bytes"
    return None


def _text(file: PackageFile) -> str:
    try:
        return file.source.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise CodeError("code", f"{file.name} is not UTF-8 text: {error.reason} at byte {error.start}") from error


def _digest(files: tuple[PackageFile, ...], runtime: str, architecture: str, dependencies: Dependencies | None) -> str:
    """Return the SHA-256 of everything that goes into the package, in hex."""
    from hashlib import sha256  # only packages need it

    digest = sha256()
    for field in _fields(files, runtime, architecture, dependencies):
        digest.update(len(field).to_bytes(8, "big"))  # so that no two lists of fields read the same
        digest.update(field)
    return digest.hexdigest()


def _fields(
    files: tuple[PackageFile, ...], runtime: str, architecture: str, dependencies: Dependencies | None
) -> Iterator[bytes]:
    yield from (PACKAGE_FORMAT.encode(), runtime.encode(), architecture.encode())
    for file in files:
        yield file.name.encode()
        yield b"x" if file.executable else b"-"
        yield file.source.read_bytes()
    if dependencies:
        from generator.spec.dependencies import INSTALLATION_FORMAT

        yield INSTALLATION_FORMAT.encode()
