"""Dependencies of a function: what its folder's lock files say, read when a spec is read, without a network.

They are installed when the package is built (`packages/`). Of a Python function `requirements.txt` or `uv.lock` count,
of one for Node.js `package-lock.json`; other runtimes run what is in the folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from generator.aws_lambda.platforms import Platform
from generator.spec.folders import DEPENDENCY_FILES, PackageFile
from generator.spec.locks import LockError, Pin, normalized

# Part of the digest of packages that have dependencies: changes when they are installed in another way.
INSTALLATION_FORMAT: Final = "1"
MODULES: Final = "node_modules/"


class Wheels(NamedTuple):
    """Python distributions; `lock` is the path of the file that pins them, relative to the project."""

    lock: str
    platform: Platform
    pins: tuple[Pin, ...]

    def own(self, files: tuple[PackageFile, ...]) -> tuple[PackageFile, ...]:
        """Return which files of the folder are the function's own."""
        return files

    def brings(self, handler: str) -> bool:
        """Say whether a handler, `datadog_lambda.handler.handler`, is in a distribution of its name."""
        return normalized(re.split(r"[./]", handler)[0]) in {pin.name for pin in self.pins}

    @property
    def shown(self) -> str:
        return f"{len(self.pins)} {'package' if len(self.pins) == 1 else 'packages'} of {self.lock}"


class NodeModules(NamedTuple):
    """Packages of npm: versions by folder (`node_modules/…`), and the two files that npm reads."""

    lock: str
    platform: Platform
    versions: Mapping[str, str]
    manifest_file: Path
    lock_file: Path

    def own(self, files: tuple[PackageFile, ...]) -> tuple[PackageFile, ...]:
        """Return which files of the folder are the function's own: what npm left there is for this machine."""
        return tuple(file for file in files if not file.name.startswith(MODULES))

    def brings(self, handler: str) -> bool:
        """Say whether a handler, `node_modules/datadog-lambda-js/dist/handler.handler`, is in one of the packages."""
        return any(handler.startswith(f"{folder}/") for folder in self.versions)

    @property
    def shown(self) -> str:
        return f"{len(self.versions)} {'package' if len(self.versions) == 1 else 'packages'} of {self.lock}"


Dependencies: TypeAlias = Wheels | NodeModules


def dependencies_of(
    folder: str, files: tuple[PackageFile, ...], runtime: str, architecture: str
) -> Dependencies | None:
    """Return what is to be installed beside the files of a folder, or None if nothing is.

    Raises LockError if the folder does not say exactly what to install.
    """
    there = {file.name: file for file in files if file.name in DEPENDENCY_FILES}
    platform = Platform(runtime, architecture)
    if re.fullmatch(r"python3\.[0-9]+", runtime):
        return _wheels(folder, there, platform)
    if runtime.startswith("nodejs"):
        built = any(file.name.startswith(MODULES) for file in files)
        return _node_modules(folder, there, platform, built=built)
    return None


def _wheels(folder: str, there: Mapping[str, PackageFile], platform: Platform) -> Wheels | None:
    if "requirements.txt" in there and "uv.lock" in there:
        raise LockError(f"{folder} has both requirements.txt and uv.lock: keep the one that says what to install")
    if "requirements.txt" in there:
        pins = _required(folder, there, platform)
        return Wheels(f"{folder}/requirements.txt", platform, pins) if pins else None
    if "uv.lock" in there:
        pins = _locked(folder, there, platform)
        return Wheels(f"{folder}/uv.lock", platform, pins) if pins else None
    _refuse_unlocked(folder, there, platform)
    return None


def _required(folder: str, there: Mapping[str, PackageFile], platform: Platform) -> tuple[Pin, ...]:
    from generator.spec.locks import requirements

    return requirements.pins(_text(there["requirements.txt"], folder), f"{folder}/requirements.txt", platform)


def _locked(folder: str, there: Mapping[str, PackageFile], platform: Platform) -> tuple[Pin, ...]:
    from generator.spec.locks import uv

    if "pyproject.toml" not in there:
        raise LockError(f"{folder}/uv.lock: there is no pyproject.toml beside it")
    return uv.pins(_text(there["uv.lock"], folder), _text(there["pyproject.toml"], folder), folder, platform)


def _refuse_unlocked(folder: str, there: Mapping[str, PackageFile], platform: Platform) -> None:
    if "requirements.in" in there:
        from generator.spec.locks import requirements

        file = f"{folder}/requirements.txt"
        raise LockError(
            f"{folder}/requirements.in: there is no requirements.txt; {requirements.way_out(file, platform)}"
        )
    if "pyproject.toml" in there:
        from generator.spec.locks import uv

        if uv.declares_dependencies(_text(there["pyproject.toml"], folder), f"{folder}/pyproject.toml"):
            raise LockError(f"{folder}/pyproject.toml: there is no uv.lock; run uv lock --directory {folder}")


def _node_modules(
    folder: str, there: Mapping[str, PackageFile], platform: Platform, *, built: bool
) -> NodeModules | None:
    if "package.json" not in there:
        return None
    from generator.spec.locks import npm

    manifest = _text(there["package.json"], folder)
    if not npm.needs_packages(manifest, f"{folder}/package.json"):
        return None
    if "package-lock.json" not in there:
        if built:
            return None  # somebody else's tool installed them: they are packaged as they are
        raise LockError(f"{folder}/package.json: there is no package-lock.json; {npm.way_out(folder)}")
    lock = there["package-lock.json"]
    versions = npm.packages(_text(lock, folder), manifest, folder)
    return NodeModules(f"{folder}/package-lock.json", platform, versions, there["package.json"].source, lock.source)


def _text(file: PackageFile, folder: str) -> str:
    try:
        return file.source.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LockError(f"{folder}/{file.name} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LockError(f"{folder}/{file.name} is not UTF-8 text: {error.reason} at byte {error.start}") from error
