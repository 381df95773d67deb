"""Portfolios with a spec of their own: the specs of their products name them, and stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.errors import Problem, SpecError, did_you_mean
from generator.spec.base import NAME
from generator.spec.source import parse


def problems(service_catalog: Any, file: Path) -> Iterator[Problem]:
    """Yield a problem if a product, as it is written, names a portfolio that has no spec beside the product's."""
    match service_catalog:
        case {"portfolio": str(name) | {"spec": str(name)}} if re.fullmatch(NAME, name):
            yield from _missing(name, file)


def _missing(name: str, file: Path) -> Iterator[Problem]:
    spec = file.with_name(f"{name}.yaml")
    if _is_portfolio(spec):
        return
    known = [each.stem for each in sorted(file.parent.glob("*.yaml")) if _is_portfolio(each)]
    there = f"{spec.as_posix()} is that of an API: choose another name"
    missing = f"write {spec.as_posix()} with a portfolio"
    way_out = f"{there if spec.exists() else missing}, or say name and provider here"
    hint = did_you_mean(name, known) or f"; {way_out}"
    yield Problem(("service_catalog", "portfolio"), f"there is no spec of a portfolio {name}{hint}")


def _is_portfolio(file: Path) -> bool:
    """Say whether a spec is that of a portfolio; what else is wrong with it is told where it is generated."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        data: Any = parse(text, file.as_posix()).data if "portfolio:" in text else None
    except (OSError, UnicodeDecodeError, SpecError):
        return False
    return isinstance(data, dict) and "portfolio" in data
