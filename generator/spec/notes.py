"""What is worth knowing about a valid spec. `NOTES` is the table of contents.

A note never blocks: it says what a deployed API will do that its author may not expect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


def notes(spec: ApiSpec) -> Iterator[Problem]:
    """Yield what is worth knowing; each with where it stands."""
    for note in NOTES:
        yield from note(spec)


NOTES: tuple[Callable[[ApiSpec], Iterator[Problem]], ...] = ()
