"""Policies: actions that there are, on resources that an ARN names, within what a role can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.spec.checks import Checks

CHECKS: Checks = ()
