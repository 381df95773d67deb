"""Commands as a user can type them."""

from __future__ import annotations

import sys
from pathlib import Path


def this_command() -> str:
    """Return this command as it was typed, for a user to type it again."""
    typed = Path(sys.argv[0])
    return str(typed) if typed.name == "httpapi" and not typed.is_absolute() else "httpapi"


def prefix(*, local: bool) -> list[str]:
    """Return what keeps a command for the emulator from reaching AWS."""
    from generator import emulator  # most commands have nothing to do with it

    variables = emulator.Emulator(0, emulator.PORT).environment if local else {}
    return ["env", *(f"{name}={value}" for name, value in variables.items())] if local else []
