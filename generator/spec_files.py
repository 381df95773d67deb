"""The files of a project's specs: which there are, and which are one and the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from generator.errors import Problem, SpecError
from generator.spec import versions

SPECS: Final = Path("apis")


def find_specs(folder: Path = SPECS) -> list[Path]:
    """Return all specs of the project, in the order of their names; ledgers of versions are none.

    Raises SpecError if there are none, if one would be overlooked because of its ending, or if a ledger has none.
    """
    overlooked = sorted(p for p in _visible(folder) if p.suffix.lower() in (".yaml", ".yml") and p.suffix != ".yaml")
    if overlooked:
        raise SpecError(Problem((), "specs end in .yaml: rename it", path.as_posix()) for path in overlooked)
    found = sorted(path for path in _visible(folder) if path.suffix == ".yaml")
    ledgers = [path for path in found if versions.is_ledger(path)]
    specs = [path for path in found if path not in ledgers]
    if left := [ledger for ledger in ledgers if versions.spec_of(ledger) not in specs]:
        raise SpecError(_ledger_without_spec(ledger) for ledger in left)
    if not specs:
        example = "functions:\n  hello: lambda_code/hello"
        raise SpecError([Problem((), "there are no specs; the smallest is", f"{folder.as_posix()}/*.yaml", example)])
    return specs


def _ledger_without_spec(ledger: Path) -> Problem:
    spec = versions.spec_of(ledger).as_posix()
    message = f"holds the versions of {spec}, which is not there: bring the spec back, or remove this file too"
    return Problem((), message, ledger.as_posix())


def _visible(folder: Path) -> list[Path]:
    """Return what is in the folder, without what editors put there: `.#orders.yaml`."""
    return [path for path in folder.glob("*") if not path.name.startswith(".")]


def distinct(files: Iterable[Path]) -> list[Path]:
    """Return each spec once, however it is written; a ledger, which `apis/*.yaml` names too, stands for its spec."""
    specs = [versions.spec_of(file) if versions.is_ledger(file) else file for file in files]
    return list({identity(spec): spec for spec in specs}.values())


def same_names(specs: list[Path]) -> Iterator[Problem]:
    """Yield each spec that has the name of another: they would lead to the same files."""
    counted = Counter(spec.stem for spec in specs)
    for spec in specs:
        if counted[spec.stem] > 1:
            others = ", ".join(s.as_posix() for s in specs if s.stem == spec.stem and s != spec)
            yield Problem((), f"has the same name as {others}: an API is named after its file", spec.as_posix())


def identity(spec: Path) -> Path:
    """Return where a spec is, which is the same however its path is written."""
    try:
        return spec.resolve()
    except RuntimeError:  # a link to itself, which cannot be read either
        return spec
