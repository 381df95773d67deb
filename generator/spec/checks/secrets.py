"""Secrets: none in an environment, where everybody who may read the function reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.spec.checks import Checks

CHECKS: Checks = ()
