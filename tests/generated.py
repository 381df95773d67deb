"""How generated specs are tried: the project that they need, how many there are, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from generator import pipeline
from generator.pipeline import Generated
from tests import strategies
from tests.support import Project

# Without shrinking, which takes minutes: the specs are small enough to be cut down by hand.
seeded = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@contextmanager
def project_of_examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project with the code that generated specs name, which is the working directory of all examples."""
    with pytest.MonkeyPatch.context() as patch:
        made = Project(tmp_path_factory.mktemp("project"))
        patch.chdir(made.root)
        for path, code in strategies.CODE.items():
            made.write(path, code)
        yield made


def generated(spec: Any) -> Generated:
    Path("apis").mkdir(exist_ok=True)
    path = Path("apis/demo.yaml")
    path.write_text(strategies.text_of(spec), encoding="utf-8")
    (found,) = pipeline.generate(pipeline.load_all([path]), Path("templates_out"))
    return found
