"""The same specs give the same bytes: on any machine, at any time, from any folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "generator", "generate", "--no-lint"]
ONE = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "USER": "ada", "AWS_REGION": "eu-west-1"}
OTHER = {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles", "USER": "grace", "HOME": "/"}


def generated(source: Path, project: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """Copy a project, generate there in a process of its own, and return what it wrote."""
    for folder in ("apis", "lambda_code"):
        shutil.copytree(source / folder, project / folder)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "AWS_"))}
    root = str(Path(__file__).parent.parent)
    subprocess.run(COMMAND, cwd=project, env={**inherited, "PYTHONPATH": root, **environment}, check=True)
    out = project / "templates_out"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_two_processes_in_different_surroundings_write_the_same_bytes(root: Path, tmp_path: Path) -> None:
    for source in (root, root / "tests/specs"):
        one = generated(source, tmp_path / source.name / "one", ONE)
        other = generated(source, tmp_path / source.name / "a folder of another name", OTHER)

        assert one == other
        assert one


def test_nothing_written_tells_where_or_when_it_was_written(root: Path) -> None:
    for template in (root / "templates_out").rglob("*.yaml"):
        text = template.read_text()

        assert str(root) not in text
        assert str(Path.home()) not in text
        assert "\r" not in text
