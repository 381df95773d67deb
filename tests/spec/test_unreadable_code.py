"""Code that may not be read is an error that names it."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import Project

NOBODY = 65534


@pytest.fixture
def shared_project(monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project in a folder that everybody may read: pytest's own folders are for their owner alone."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.chdir(folder)
        yield Project(Path(folder))


@pytest.fixture
def as_nobody() -> Iterator[Callable[[], None]]:
    """Return what makes the tester somebody for whom locks are locks, as for root they are not."""
    yield lambda: os.seteuid(NOBODY) if os.getuid() == 0 else None
    os.seteuid(os.getuid())


def test_a_file_that_may_not_be_read(shared_project: Project, as_nobody: Callable[[], None]) -> None:
    assert shared_project.problems("functions: {a: lambda_code/a}\n") != []
    (shared_project.root / shared_project.function("a") / "app.py").chmod(0)
    as_nobody()

    assert _problems(shared_project) == [
        "1:13: functions.a.code: lambda_code/a/app.py cannot be read: Permission denied"
    ]


def test_a_folder_that_may_not_be_read(shared_project: Project, as_nobody: Callable[[], None]) -> None:
    assert shared_project.problems("functions: {a: lambda_code/a}\n") != []
    shared_project.function("a")
    locked = shared_project.root / "lambda_code/a/data/locked"
    locked.mkdir(parents=True)
    locked.chmod(0)
    as_nobody()

    assert _problems(shared_project) == [
        "1:13: functions.a.code: the folder data/locked in it cannot be read: Permission denied"
    ]


def _problems(project: Project) -> list[str]:
    from generator.errors import SpecError
    from generator.spec.load import load

    with pytest.raises(SpecError) as refused:
        load(Path("apis/demo.yaml"))
    return [str(problem).removeprefix("apis/demo.yaml:") for problem in refused.value.problems]
