"""Lock files: what exactly a function's dependencies are, known without installing them and without a network.

Each module reads one kind: `requirements` and `uv` for Python, `npm` for Node.js. They are imported only for functions
that have dependencies.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class LockError(Exception):
    """A lock file that is missing, or does not say exactly what to install; the message says what to do."""


class Pin(NamedTuple):
    """One distribution of Python, in one version. `name` is normalized; `hashes` are those of its files, `sha256:…`."""

    name: str
    version: str
    extras: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}=={self.version}"


def normalized(name: str) -> str:
    """https://packaging.python.org/en/latest/specifications/name-normalization/"""
    return re.sub(r"[-_.]+", "-", name).lower()
