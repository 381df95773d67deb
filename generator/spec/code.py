"""A function's code: read from its folder or file, then carried by the template inline or as the key of a zip.

The key of a package is a digest of its inputs, so it is known without building, and the template pins the code. Two
folders with the same files have the same digest on every machine: names are sorted, times and owners do not count.
A zip that something else built is uploaded as it is; its key is the digest of its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from generator.aws_lambda import handlers, sizes
from generator.aws_lambda.inline_code import SUFFIXES
from generator.aws_lambda.runtimes import default_handler, language
from generator.http_api import quotas
from generator.spec.folders import (
    DEPENDENCY_FILES,
    Contents,
    PackageFile,
    UnusableError,
    contents_of,
    folder_files,
    resolved,
    single_file,
    text_of,
)
from generator.spec.wording import shown

if TYPE_CHECKING:
    from troposphere import AWSHelperFn

    from generator.spec.dependencies import Dependencies
    from generator.spec.stored_code import Image, StoredCode

INLINE_BY_ITSELF: Final = 4_096  # bytes; a larger file reads badly inside a template
PACKAGE_FORMAT: Final = "1"  # part of every digest: changes when packages are built in another way

_ARCHIVES: Final = (".zip", ".jar")


class CodeError(Exception):
    """Code or a handler that is not as the spec says; `field` is the field of the function that is to blame."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


class Inline(NamedTuple):
    """Code that stands in the template itself; Lambda names the file `index`."""

    text: str | AWSHelperFn
    handler: str


class Package(NamedTuple):
    """Code that is uploaded as a zip, known by the digest of what goes into it."""

    digest: str
    files: tuple[PackageFile, ...]
    dependencies: Dependencies | None = None

    def key(self, function: str) -> str:
        """Return the name of the zip, in the build folder as in the bucket."""
        return f"{function}-{self.digest}.zip"


class Archive(NamedTuple):
    """A zip, or a jar, that something else built; it is uploaded as it is, known by the digest of its bytes."""

    digest: str
    source: Path

    @property
    def dependencies(self) -> None:
        """What something else built has all that it needs."""

    def key(self, function: str) -> str:
        """Return its name in the build folder and in the bucket."""
        return f"{function}-{self.digest}{self.source.suffix}"


Code: TypeAlias = "Inline | Package | Archive | StoredCode | Image"


def code_of(
    path: str, *, handler: str | None, runtime: str, architecture: str, inline: bool | None, layered: bool = False
) -> Inline | Package | Archive:
    """Return the code in `path`: a folder, a file or a zip, relative to the working directory.

    One small Python or CommonJS file goes inline unless `inline` is False; anything else is a package unless
    `inline` is True. Of a `layered` function more files are in its layers, or in what it depends on. Raises CodeError
    if the path, the handler or the wish cannot be met.
    """
    top = _inside_the_project(path)
    if inline and (refusal := _no_language_for_inline(runtime)):
        raise CodeError("inline", f"cannot be true: {refusal}")
    handler = handler_of(path, handler, runtime)
    try:
        if top.is_file() and top.suffix in _ARCHIVES:
            return _archive(top, path, handler, runtime, inline, layered)
        return _folder(top, path, handler, runtime, architecture, inline, layered)
    except UnusableError as error:
        raise CodeError("code", str(error)) from error


def handler_of(path: str, handler: str | None, runtime: str) -> str:
    """Return the handler of a function in `path`, the usual one of its language if it does not say.

    Raises CodeError if its language has no usual one.
    """
    if handler is not None:
        return handler
    file = Path(path)
    is_source = bool(file.suffix) and file.suffix not in _ARCHIVES and Path.cwd().joinpath(file).is_file()
    usual = default_handler(runtime, file.stem if is_source else "app")
    if usual is None:
        from generator.aws_lambda.prebuilt_handlers import form

        raise CodeError("handler", f"is required for {runtime}: {form(language(runtime))}")
    return usual


def _inside_the_project(path: str) -> Path:
    """Return the folder or file that a path leads to."""
    root = Path.cwd().resolve()
    top = resolved(root / path)
    hidden = any(part.startswith(".") and part != ".." for part in Path(path).parts)
    if top and (not top.is_relative_to(root) or top == root or hidden or Path(path).is_absolute()):
        given = path or "empty text"
        raise CodeError(
            "code", f"must be a folder or a file inside the project (got {given}); paths are relative to it"
        )
    if not top or not (top.is_dir() or top.is_file()):
        kind = "file" if Path(path).suffix else "folder"
        raise CodeError("code", f"the {kind} {shown(path)} does not exist")
    return top


def _archive(top: Path, path: str, handler: str, runtime: str, inline: bool | None, layered: bool) -> Archive:
    from generator.spec.archives import opened  # most code is none

    if inline is not None:
        raise CodeError("inline", f"is for code in a folder or a file, and {path} is a zip: leave it out")
    digest, contents = opened(top)
    _check(contents, path, handler, runtime, layered)
    return Archive(digest, top)


def _folder(
    top: Path, path: str, handler: str, runtime: str, architecture: str, inline: bool | None, layered: bool
) -> Inline | Package:
    files = folder_files(top) if top.is_dir() else (single_file(top),)
    if not files:
        raise CodeError("code", f"the folder {path} has no files")
    dependencies = _dependencies(path, files, runtime, architecture)
    if dependencies:
        files = dependencies.own(files)
        layered = layered or dependencies.brings(handler)
    _check(contents_of(files), path, handler, runtime, layered)
    refusal = _inline_refusal(files, handler, runtime)
    if inline and refusal:
        raise CodeError("inline", f"cannot be true: {refusal}")
    if inline or (inline is None and not refusal and files[0].source.stat().st_size <= INLINE_BY_ITSELF):
        return Inline(text_of(files[0]), "index." + handler.rpartition(".")[2])
    return Package(_digest(files, runtime, architecture, dependencies), files, dependencies)


def _dependencies(folder: str, files: tuple[PackageFile, ...], runtime: str, architecture: str) -> Dependencies | None:
    if not any(file.name in DEPENDENCY_FILES for file in files):
        return None  # and the folder pays nothing for it
    from generator.spec.dependencies import dependencies_of
    from generator.spec.locks import LockError

    try:
        return dependencies_of(folder.rstrip("/"), files, runtime, architecture)
    except LockError as error:
        raise CodeError("code", str(error)) from error


def _check(files: Contents, path: str, handler: str, runtime: str, layered: bool) -> None:
    """Raise CodeError if Lambda would not find the handler in these files, or not take them."""
    if problem := sizes.too_large(files.sizes):
        raise CodeError("code", f"{path} {problem}")
    if language(runtime) == "provided" and not layered:
        _check_bootstrap(files, path, runtime)
    try:
        handlers.check(handler, runtime, files.texts)
    except handlers.NoFileError as error:
        if not layered:
            raise CodeError("handler", f"{error} (in {path})") from error
    except handlers.HandlerError as error:
        raise CodeError("handler", f"{error} (in {path})") from error


def _check_bootstrap(files: Contents, path: str, runtime: str) -> None:
    """https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html"""
    executable = files.executable.get("bootstrap")
    if executable is None:
        raise CodeError("code", f"{path} has no file bootstrap, which is what {runtime} runs")
    if not executable:
        raise CodeError("code", f"bootstrap in {path} cannot be executed: run chmod +x on it")


def _inline_refusal(files: tuple[PackageFile, ...], handler: str, runtime: str) -> str | None:
    """Say why this code cannot stand in a template, or None if it can.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html
    """
    if refusal := _no_language_for_inline(runtime):
        return refusal
    suffix = SUFFIXES[language(runtime) or ""]
    if len(files) != 1 or files[0].name != handler.rpartition(".")[0] + suffix:
        return f"the folder must hold one {suffix} file, the handler's, and nothing else"
    if files[0].source.stat().st_size > quotas.INLINE_CODE_BYTES:
        return f"{files[0].name} is larger than {quotas.INLINE_CODE_BYTES:,} bytes"
    return None


def _no_language_for_inline(runtime: str) -> str | None:
    if language(runtime) in SUFFIXES:
        return None
    return f"CloudFormation takes inline code for Python and Node.js only, not for {runtime}"


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
