"""Notes on what functions may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.spec.notes import Notes

NOTES: Notes = ()
