"""Fixtures for all tests."""

from pathlib import Path

import pytest

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
