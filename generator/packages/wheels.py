"""Wheels: what a Python function imports, for its runtime and machine whatever this one is, through uv.

pip's platform options silently take old versions; uv takes what the lock says, and what came is compared with it.
https://docs.astral.sh/uv/reference/cli/#uv-pip-install
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from email.parser import HeaderParser
from pathlib import Path
from typing import Final, NamedTuple

from packaging.requirements import InvalidRequirement, Requirement
from packaging.version import Version

from generator.errors import DeployError
from generator.packages.installations import files_below, run
from generator.spec.dependencies import Wheels
from generator.spec.folders import PackageFile
from generator.spec.locks import normalized

# What installers leave: how, when and where something was installed. Nothing that a function imports.
_TRACES: Final = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "uv_build.json"}


class Distribution(NamedTuple):
    """One installed distribution: what its METADATA says, and the hash of each of its files by name."""

    name: str
    version: str
    requires: tuple[Requirement, ...]
    files: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.name}=={self.version}"


def installed(wheels: Wheels, folder: Path) -> Iterator[PackageFile]:
    """Install into an empty folder, and yield what goes into the package.

    Raises DeployError if a wheel is not to be had, or if what came is not exactly what was pinned.
    """
    _install(wheels, folder)
    found = [_distribution(path) for path in sorted(folder.glob("*.dist-info"))]
    problems = [*_unlike_the_lock(wheels, found), *_unpinned(wheels, found), *_clashes(found)]
    if problems:
        raise DeployError("\n".join(f"{wheels.lock}: {problem}" for problem in problems))
    return (file for file in files_below(folder) if _can_be_imported(file.name))


def _install(wheels: Wheels, folder: Path) -> None:
    """Run uv; without a network once more, with what its cache has, which is the same: versions never change."""
    command, where, what = _command(wheels, folder), Path(wheels.lock).parent, _requirements(wheels)
    code, said = run(command, folder=where, given=what)
    if code and "Failed to fetch" in said:
        code, _ = run([*command, "--offline"], folder=where, given=what)
    if code:
        raise DeployError(_failure(wheels, said))


def _command(wheels: Wheels, folder: Path) -> list[str]:
    """uv reads where packages come from in its own configuration, from the function's folder upwards."""
    platform = wheels.platform
    command = [_uv(), "pip", "install", "--quiet", "--target", str(folder), "--python", sys.executable]
    command += ["--python-version", platform.python, "--python-platform", f"{platform.machine}-{platform.manylinux}"]
    command += ["--no-deps", "--only-binary", ":all:", "--no-compile-bytecode", "--color", "never"]
    return [*command, "--requirements", "-"]


def _uv() -> str:
    import uv

    try:
        return uv.find_uv_bin()
    except FileNotFoundError as error:
        raise DeployError("uv, which installs packages, is not there: install httpapi again") from error


def _requirements(wheels: Wheels) -> str:
    """Return a file of requirements without markers, which were read already."""
    return "".join(
        " ".join([f"{pin.name}=={pin.version}", *(f"--hash={each}" for each in pin.hashes)]) + "\n"
        for pin in wheels.pins
    )


def _failure(wheels: Wheels, said: str) -> str:
    """Say what to do about what uv said."""
    words = " ".join(said.split()).removeprefix("error: ")
    if missing := re.search(r"(\S+) has no (usable )?wheels?", words):
        return (
            f"{wheels.lock}: {missing[1]} has no wheel for {wheels.platform.shown}: pin a version that has one, or "
            f"take another runtime or architecture"
        )
    if unknown := re.search(
        r"there (?:is|are) no versions? of (\S+)|(\S+) was not found in the package registry", words
    ):
        name = (unknown[1] or unknown[2]).partition("==")[0]
        pin = next((str(pin) for pin in wheels.pins if pin.name == name), name)
        return f"{wheels.lock}: {pin} does not exist in the index that uv asks"
    if changed := re.search(r"Hash mismatch for `([^`]+)`", words):
        return (
            f"{wheels.lock}: what the index gives for {changed[1]} has another hash than the lock says: find out why "
            f"before you write the lock anew"
        )
    if unreached := re.search(r"Failed to fetch: `?([^\s`]+)", words):
        return f"{wheels.lock}: uv cannot reach {unreached[1]}, and does not have the packages in its cache: {words}"
    return f"{wheels.lock}: uv cannot install this for {wheels.platform.shown}: {words}"


def _distribution(path: Path) -> Distribution:
    metadata = HeaderParser().parsestr((path / "METADATA").read_text(encoding="utf-8"))
    rows = csv.reader((path / "RECORD").read_text(encoding="utf-8").splitlines())
    return Distribution(
        normalized(metadata["Name"]),
        metadata["Version"],
        tuple(_readable(metadata.get_all("Requires-Dist", []))),
        {name: digest for name, digest, _ in rows if _can_be_imported(name)},
    )


def _readable(requirements: Iterable[str]) -> Iterator[Requirement]:
    """Yield requirements; old distributions have some of a form that is none any more, which says nothing."""
    for text in requirements:
        with suppress(InvalidRequirement):
            yield Requirement(text)


def _can_be_imported(name: str) -> bool:
    """Say whether a file is of use to a function: no command, which names this machine's Python, and no trace."""
    *folders, last = name.split("/")
    if (folders and folders[0] in ("bin", "..")) or "__pycache__" in folders or last.endswith(".pyc"):
        return False
    return name != ".lock" and not (last in _TRACES and folders and folders[0].endswith(".dist-info"))


def _unlike_the_lock(wheels: Wheels, found: Iterable[Distribution]) -> Iterator[str]:
    came = {each.name: each.version for each in found}
    for pin in wheels.pins:
        version = came.pop(pin.name, None)
        if version is None:
            yield f"{pin} was not installed"
        elif Version(version) != Version(pin.version):
            yield f"{pin.name} {version} was installed in the place of {pin.version}"
    for name, version in came.items():
        yield f"{name}=={version} was installed, and is not in it"


def _unpinned(wheels: Wheels, found: list[Distribution]) -> Iterator[str]:
    """Yield what distributions need on the platform and the lock does not pin, or pins in a version of no use."""
    versions = {each.name: each.version for each in found}
    extras = _asked_extras(wheels, found)
    for each in found:
        for needed in _needed(wheels, each, extras[each.name]):
            name = normalized(needed.name)
            wanted = f"{needed.name}{needed.specifier}"
            if name not in versions:
                yield f"{each} needs {wanted}, which is not pinned: pin that too, as uv pip compile does"
            elif not needed.specifier.contains(versions[name], prereleases=True):
                yield f"{each} needs {wanted}, and {versions[name]} is pinned"


def _needed(wheels: Wheels, distribution: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    environments = [{**wheels.platform.markers(), "extra": extra} for extra in ("", *sorted(extras))]
    for requirement in distribution.requires:
        marker = requirement.marker
        if marker is None or any(marker.evaluate(environment) for environment in environments):
            yield requirement


def _asked_extras(wheels: Wheels, found: list[Distribution]) -> dict[str, set[str]]:
    """Return the extras that are asked of each distribution, by pins and by what others need."""
    asked = {each.name: set[str]() for each in found}
    for pin in wheels.pins:
        asked[pin.name] |= set(pin.extras)
    changed = True
    while changed:
        before = sum(map(len, asked.values()))
        for each in found:
            for needed in list(_needed(wheels, each, asked[each.name])):
                asked.get(normalized(needed.name), set()).update(needed.extras)
        changed = sum(map(len, asked.values())) > before
    return asked


def _clashes(found: Iterable[Distribution]) -> Iterator[str]:
    """Yield files that two distributions bring with different content: which one stays would be chance."""
    seen: dict[str, tuple[Distribution, str]] = {}
    for each in found:
        for name, digest in each.files.items():
            other, known = seen.setdefault(name, (each, digest))
            if known != digest:
                yield f"{other} and {each} both bring {name}, and not the same: leave one of them out"
