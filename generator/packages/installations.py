"""Dependencies, installed for the function's platform into a folder that is gone when the zip is made.

Nothing of the user's is touched, and an interrupted installation leaves nothing behind.
"""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.errors import DeployError
from generator.spec.dependencies import Dependencies, Wheels
from generator.spec.folders import PackageFile

if TYPE_CHECKING:
    from _typeshed import StrPath


@contextmanager
def installed(dependencies: Dependencies) -> Iterator[tuple[PackageFile, ...]]:
    """Install, and give every file that a function can use, in no order.

    Raises DeployError if something is not to be had, or is not what the lock says.
    """
    with TemporaryDirectory(prefix="httpapi-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if isinstance(dependencies, Wheels):
            from generator.packages import wheels

            yield tuple(wheels.installed(dependencies, folder))
        else:
            from generator.packages import node_modules

            yield tuple(node_modules.installed(dependencies, folder))


def run(
    command: Sequence[StrPath], *, folder: Path, given: str = "", environment: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run an installer; return its exit code and all that it says, with what only terminals need taken out."""
    try:
        result = subprocess.run(
            command, cwd=folder, env=environment, input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="backslashreplace", check=False,
        )  # fmt: skip
    except OSError as error:
        raise DeployError(f"{command[0]} cannot be run: {error.strerror}") from error
    return result.returncode, result.stdout


def files_below(folder: Path) -> Iterator[PackageFile]:
    """Yield every file below the folder; links, which packages do not hold, are followed to files and else left out."""
    for path in folder.rglob("*"):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            yield PackageFile(name, path, bool(path.stat().st_mode & stat.S_IXUSR))
