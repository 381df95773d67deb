"""The command `httpapi`, which ends the process; what each of its commands does stands in `commands/`.

Exit codes: 0 fine; 1 something in the user's files; 2 wrong usage. Each command imports what it needs and no more.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Final, NoReturn

from generator.arguments import parser
from generator.errors import GeneratorError

# The module of `generator.commands` for each command, imported when it is given, and its function.
COMMANDS: Final = {
    "generate": ("generate", "generate"),
    "lint": ("lint", "lint_templates"),
    "rules": ("show", "rules"),
    "routes": ("show", "routes"),
    "openapi": ("show", "openapi"),
    "compare": ("show", "compare"),
    "launch-role": ("show", "launch_role"),
    "package": ("package", "package"),
    "deploy": ("deploy", "deploy"),
    "publish": ("publish", "publish"),
    "stop-local": ("deploy", "stop_local"),
}


def main() -> NoReturn:
    """Run the command line of this process, and end it.

    A short process need not collect garbage while it imports, look for pydantic's plugins, or take apart at its end
    what it has built: that would cost a tenth of its time.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _open_streams()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # told already, as far as it could be
            stream.flush()
    os._exit(code)


def _open_streams() -> None:
    """Print whatever the terminal's encoding, and to nowhere if the shell closed a stream (`>&-`)."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - open as long as the process lives
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        module, function = COMMANDS[options.command]
        code: int = getattr(import_module(f"generator.commands.{module}"), function)(options)
        sys.stdout.flush()
    except GeneratorError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.filename is not None:
            raise
        # Without a name it is standard output, on a disk that is full; files of the user's have errors of their own.
        print(f"cannot print: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return code
