"""aws-sam-cli as its users run it, but told to call nobody: no telemetry, and no question after a newer version."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tests.conftest import ROOT

PROGRAM = ROOT / ".venv-sam" / "bin" / "sam"
SECONDS = 120
# What it keeps about itself. A week after it last asked for a newer version it asks again: never, for a time far ahead.
# https://github.com/aws/aws-sam-cli/blob/develop/samcli/lib/utils/version_checker.py
THE_YEAR_3000 = 32_503_680_000.0
KEPT = {"installationId": str(UUID(int=0)), "lastVersionCheck": THE_YEAR_3000, "telemetryEnabled": False}

# Runs the commands that it reads, and prints what each has said. The command's own process takes seconds to begin.
SEVERAL = """
import contextlib, io, json, sys
from samcli.cli.main import cli

said = []
for command in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        cli(command, standalone_mode=False)
    said.append(out.getvalue())
json.dump(said, sys.stdout)
"""


@dataclass(frozen=True)
class Sam:
    """The command. `own` is the folder of what it keeps about itself; `environment` says which cloud it speaks to."""

    own: Path
    environment: Mapping[str, str]

    @classmethod
    def that_calls_nobody(cls, own: Path, environment: Mapping[str, str]) -> Sam:
        (own / "metadata.json").write_text(json.dumps(KEPT))
        return cls(own, environment)

    def __call__(self, folder: Path, *arguments: str) -> str:
        """Run it in a folder and return what it says; a failure is one of the test's."""
        result = self._run(folder, [str(PROGRAM), *arguments])
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout + result.stderr

    def several(self, folder: Path, commands: list[list[str]]) -> list[str]:
        """Run commands one after the other in one process, and return what each says; none may fail."""
        result = self._run(folder, [str(PROGRAM.with_name("python")), "-c", SEVERAL], json.dumps(commands))
        assert result.returncode == 0, result.stdout + result.stderr
        said: list[str] = json.loads(result.stdout)
        return said

    def _run(self, folder: Path, command: list[str], typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=folder,
            env=self._environment(),
            input=typed,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        """Builds of Python ask for an interpreter of the function's runtime: that of the tests comes first."""
        shell = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SAM_CLI_"))}
        path = os.pathsep.join([str(Path(sys.executable).parent), shell["PATH"]])
        return {
            **shell,
            **self.environment,
            "PATH": path,
            "SAM_CLI_TELEMETRY": "0",
            "SAM_CLI_POLL_DELAY": "0.2",  # seconds between two looks at a stack, instead of five
            "__SAM_CLI_APP_DIR": str(self.own),
        }
