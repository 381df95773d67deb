"""package-lock.json: what npm installs, checked as far as it can be without npm.

https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
"""

from __future__ import annotations

import json
from typing import Any

from generator.spec.locks import LockError

_NEEDED = ("dependencies", "optionalDependencies", "peerDependencies")


def needs_packages(manifest: str, file: str) -> bool:
    """Say whether a package.json names packages that are needed when the function runs."""
    return any(_json(manifest, file).get(kind) for kind in _NEEDED)


def packages(lock: str, manifest: str, folder: str) -> dict[str, str]:
    """Return the version of each package that must be there when the function runs, by its folder: `node_modules/…`.

    Raises LockError if the lock does not fit package.json, or has something that does not come from a registry.
    """
    locked, said = _json(lock, f"{folder}/package-lock.json"), _json(manifest, f"{folder}/package.json")
    entries = locked.get("packages")
    if not isinstance(entries, dict) or "" not in entries or not all(isinstance(e, dict) for e in entries.values()):
        raise LockError(f"{folder}/package-lock.json is of an old format: {way_out(folder)}")
    if any((entries[""].get(kind) or {}) != (said.get(kind) or {}) for kind in _NEEDED):
        raise LockError(f"{folder}/package-lock.json does not fit package.json: {way_out(folder)}")
    for path, entry in entries.items():
        if path and not entry.get("dev"):
            _require_registry(path, entry, folder)
    return {path: str(entry.get("version")) for path, entry in entries.items() if path and not _may_be_absent(entry)}


def way_out(folder: str) -> str:
    """Return the command that pins everything."""
    return f"run npm install --package-lock-only --prefix {folder}"


def _may_be_absent(entry: dict[str, Any]) -> bool:
    """Say whether a package is for development, or one that npm leaves out where it is of no use."""
    return bool(entry.get("dev") or entry.get("optional") or entry.get("devOptional"))


def _require_registry(path: str, entry: dict[str, Any], folder: str) -> None:
    resolved = str(entry.get("resolved", "https:"))
    if entry.get("link") or not path.startswith("node_modules/") or not resolved.startswith(("https:", "http:")):
        raise LockError(
            f"{folder}/package-lock.json: {path} comes from elsewhere than a registry ({resolved}): publish it, or put "
            f"its code into the folder"
        )


def _json(text: str, file: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise LockError(f"{file} is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise LockError(f"{file} must hold an object")
    return value
