"""Settings of functions: within Lambda's limits, and such as go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.spec.checks import Checks

CHECKS: Checks = ()
