"""The AWS CLI: how it is found and run, and what it said if it failed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator.errors import DeployError

PIPE: Final = subprocess.PIPE
Result = subprocess.CompletedProcess[str]


def run(command: list[str], environment: Mapping[str, str], stdout: int | None = PIPE) -> Result:
    """Run a command that begins with `aws`; `environment` is that of the emulator, or empty for AWS itself.

    Raises DeployError if the AWS CLI cannot be run.
    """
    result = _run(command, environment, stdout)
    said, complained = (stream.decode(errors="replace") for stream in (result.stdout or b"", result.stderr))
    return subprocess.CompletedProcess(result.args, result.returncode, said, complained)


def output(command: list[str], environment: Mapping[str, str]) -> bytes:
    """Run a command and return the bytes that it writes to standard output.

    Raises DeployError, with the CLI's words, if it fails.
    """
    result = _run(command, environment, PIPE)
    if result.returncode:
        said = result.stderr.decode(errors="replace")
        raise DeployError(failure(subprocess.CompletedProcess(result.args, result.returncode, "", said)))
    return result.stdout


def failure(result: Result) -> str:
    """Return which command failed, and what it said."""
    words = [line for line in result.stderr.splitlines() if line.strip() and not line.startswith("Uploading to")]
    return "\n".join([f"aws {result.args[1]} {result.args[2]} failed", *words])


def _run(command: list[str], environment: Mapping[str, str], stdout: int | None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [_aws(), *command[1:]],
            env=_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=PIPE,
            check=False,
        )
    except OSError as error:
        raise DeployError(f"the AWS CLI cannot be run: {_aws()}: {error.strerror}") from error


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the user's environment; for the emulator without what it says about AWS, which would win over ours."""
    if not environment:
        return dict(os.environ)
    shell = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**shell, **environment}


def _aws() -> str:
    """Return the user's own AWS CLI, or the one that stands beside this Python."""
    found = shutil.which("aws") or shutil.which("aws", path=str(Path(sys.executable).parent))
    if found is None:
        raise DeployError("the AWS CLI is not installed: make setup, or https://aws.amazon.com/cli/")
    return found
