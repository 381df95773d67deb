"""Notes on releases: what publishes a version, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.spec.notes import Notes

NOTES: Notes = ()
