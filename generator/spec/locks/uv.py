"""uv.lock: what the project of its folder needs on one platform, development groups and extras left out.

https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet

from generator.aws_lambda.platforms import Platform
from generator.spec.locks import LockError, Pin, normalized

Table = dict[str, Any]


def pins(lock: str, project: str, folder: str, platform: Platform) -> tuple[Pin, ...]:
    """Return what the lock names for the platform, by name, from the texts of uv.lock and pyproject.toml.

    Raises LockError if the lock does not fit the project, or the project not the platform, or if something comes from
    elsewhere than an index.
    """
    locked, said = _table(lock, f"{folder}/uv.lock"), _table(project, f"{folder}/pyproject.toml")
    try:
        return _pins(locked, said, folder, platform)
    except (KeyError, TypeError, AttributeError, StopIteration, ValueError) as error:
        raise LockError(f"{folder}/uv.lock is not as uv writes it: run uv lock --directory {folder}") from error


def declares_dependencies(project: str, file: str) -> bool:
    """Say whether a pyproject.toml names dependencies; most are there for tools alone."""
    table = _table(project, file).get("project")
    return isinstance(table, dict) and bool(table.get("dependencies"))


def _table(text: str, file: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LockError(f"{file} is not TOML: {error}") from error


def _pins(locked: Table, said: Table, folder: str, platform: Platform) -> tuple[Pin, ...]:
    root = next(each for each in locked["package"] if "." in _place(each))
    if _needed(root) != _said(said, folder):
        raise LockError(f"{folder}/uv.lock does not fit pyproject.toml: run uv lock --directory {folder}")
    versions = SpecifierSet(locked.get("requires-python", ""))
    if not any(versions.contains(f"{platform.python}.{patch}") for patch in (0, 99)):
        raise LockError(
            f"{folder}/uv.lock is for Python {versions}, and the function's runtime is {platform.runtime}: change "
            f"requires-python in pyproject.toml, and run uv lock --directory {folder}"
        )
    return tuple(sorted(_pin(package, extras, folder) for package, extras in _walked(locked, root, platform)))


def _place(package: Table) -> tuple[str, ...]:
    source = package["source"]
    return tuple(source[kind] for kind in ("virtual", "editable", "directory") if kind in source)


def _needed(root: Table) -> set[tuple[str, SpecifierSet, frozenset[str]]]:
    return {
        (each["name"], SpecifierSet(each.get("specifier", "")), frozenset(each.get("extras", ())))
        for each in root.get("metadata", {}).get("requires-dist", [])
        if "extra ==" not in each.get("marker", "")
    }


def _said(project: Table, folder: str) -> set[tuple[str, SpecifierSet, frozenset[str]]]:
    try:
        requirements = [Requirement(text) for text in project["project"].get("dependencies", [])]
    except (InvalidRequirement, KeyError) as error:
        raise LockError(f"{folder}/pyproject.toml does not say what the function needs: {error}") from error
    return {(normalized(each.name), each.specifier, frozenset(each.extras)) for each in requirements}


def _walked(locked: Table, root: Table, platform: Platform) -> Iterator[tuple[Table, frozenset[str]]]:
    """Yield every package that the root leads to on the platform, once, with the extras that are asked of it."""
    extras: dict[str, frozenset[str]] = {}
    packages: dict[str, Table] = {}
    waiting = list(_edges(root.get("dependencies", []), platform))
    while waiting:
        edge = waiting.pop()
        asked = frozenset(edge.get("extra", ()))
        if edge["name"] in packages and asked <= extras[edge["name"]]:
            continue
        package = packages[edge["name"]] = _package(locked, edge)
        extras[edge["name"]] = extras.get(edge["name"], frozenset()) | asked
        waiting += _edges(package.get("dependencies", []), platform)
        for extra in asked:
            waiting += _edges(package.get("optional-dependencies", {}).get(extra, []), platform)
    yield from ((package, extras[name]) for name, package in packages.items())


def _edges(edges: list[Table], platform: Platform) -> Iterator[Table]:
    for edge in edges:
        if "marker" not in edge or Marker(edge["marker"]).evaluate(platform.markers()):
            yield edge


def _package(locked: Table, edge: Table) -> Table:
    """Return what an edge leads to; it names the version where the lock has several."""
    packages: list[Table] = locked["package"]
    for package in packages:
        if package["name"] == edge["name"] and edge.get("version") in (None, package.get("version")):
            return package
    raise KeyError(edge["name"])


def _pin(package: Table, extras: frozenset[str], folder: str) -> Pin:
    if "registry" not in package["source"]:
        (kind,) = package["source"]
        raise LockError(
            f"{folder}/uv.lock: {package['name']} comes from elsewhere than an index ({kind}): publish it, or put its "
            f"code into the folder"
        )
    hashes = [wheel["hash"] for wheel in package.get("wheels", []) if "hash" in wheel]
    return Pin(package["name"], package["version"], tuple(sorted(extras)), tuple(hashes))
