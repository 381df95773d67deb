"""Fixtures for all tests."""

import os
import subprocess
from pathlib import Path

import pytest
import uv

from tests.support import Project

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An empty project, which is the working directory while the test runs."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)


@pytest.fixture(scope="session")
def package_index() -> None:
    """Real packages, from where uv is told to take them; without a network their tests are skipped."""
    command = [uv.find_uv_bin(), "pip", "compile", "--quiet", "--no-deps", "-"]
    environment = {**os.environ, "UV_HTTP_RETRIES": "0"}
    asked = subprocess.run(
        command, input="typing-extensions", env=environment, capture_output=True, text=True, check=False
    )
    if asked.returncode:
        pytest.skip(f"uv cannot reach an index of packages: {' '.join(asked.stderr.split())}")
