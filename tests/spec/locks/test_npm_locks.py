"""package-lock.json: what must be there when a function for Node.js runs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.spec.locks import LockError, npm

MANIFEST = {"name": "a", "dependencies": {"nanoid": "^5.0.0"}, "devDependencies": {"is-odd": "3.0.1"}}
ENTRIES: dict[str, Any] = {
    "": MANIFEST,
    "node_modules/nanoid": {"version": "5.1.6", "resolved": "https://registry.npmjs.org/nanoid/-/nanoid-5.1.6.tgz"},
    "node_modules/@img/sharp-linux-x64": {"version": "0.34.5", "optional": True},
    "node_modules/is-odd": {"version": "3.0.1", "dev": True},
    "node_modules/nanoid/node_modules/ms": {"version": "2.1.3"},
}
AGAIN = "run npm install --package-lock-only --prefix lambda_code/a"


def packages(lock: Any, manifest: Any = MANIFEST) -> dict[str, str]:
    return npm.packages(json.dumps(lock), json.dumps(manifest), "lambda_code/a")


def refusal(lock: Any, manifest: Any = MANIFEST) -> str:
    with pytest.raises(LockError) as refused:
        packages(lock, manifest)
    return str(refused.value)


def test_what_must_be_there_is_neither_for_development_nor_optional() -> None:
    assert packages({"lockfileVersion": 3, "packages": ENTRIES}) == {
        "node_modules/nanoid": "5.1.6",
        "node_modules/nanoid/node_modules/ms": "2.1.3",
    }


def test_a_lock_that_does_not_fit_is_refused() -> None:
    changed = {**MANIFEST, "dependencies": {"nanoid": "^6.0.0"}}

    assert refusal({"packages": ENTRIES}, changed) == (
        f"lambda_code/a/package-lock.json does not fit package.json: {AGAIN}"
    )


@pytest.mark.parametrize(
    "lock",
    [
        {},
        {"packages": []},
        {"packages": {}},
        {"packages": {"": MANIFEST, "node_modules/a": 1}},
        {"lockfileVersion": 1, "dependencies": {}},
    ],
)
def test_a_lock_of_an_old_format_is_refused(lock: Any) -> None:
    assert refusal(lock) == f"lambda_code/a/package-lock.json is of an old format: {AGAIN}"


@pytest.mark.parametrize(
    ("path", "entry", "shown"),
    [
        ("node_modules/b", {"resolved": "../b", "link": True}, "../b"),
        ("node_modules/b", {"version": "1", "resolved": "file:b.tgz"}, "file:b.tgz"),
        ("node_modules/b", {"version": "1", "resolved": "git+ssh://git@example.com/b.git#1"},
         "git+ssh://git@example.com/b.git#1"),
        ("packages/b", {"version": "1"}, "https:"),
    ],
)  # fmt: skip
def test_what_comes_from_elsewhere_than_a_registry_is_refused(path: str, entry: Any, shown: str) -> None:
    assert refusal({"packages": {**ENTRIES, path: entry}}) == (
        f"lambda_code/a/package-lock.json: {path} comes from elsewhere than a registry ({shown}): publish it, or put "
        "its code into the folder"
    )


def test_what_is_no_json_object_is_told() -> None:
    with pytest.raises(LockError, match=r"^package\.json is not JSON: Expecting value"):
        npm.needs_packages("", "package.json")
    with pytest.raises(LockError, match=r"^package\.json must hold an object$"):
        npm.needs_packages("[]", "package.json")


@pytest.mark.parametrize(
    ("manifest", "needs"),
    [({}, False), ({"type": "module"}, False), ({"devDependencies": {"a": "1"}}, False), (MANIFEST, True)],
)
def test_only_what_is_needed_when_it_runs_needs_a_lock(manifest: Any, needs: bool) -> None:
    assert npm.needs_packages(json.dumps(manifest), "package.json") is needs
