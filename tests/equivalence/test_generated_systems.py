"""All descriptions of generated specs describe the same system: hypothesis writes the specs.

The examples are the same in every run. `tests/strategies.py` says what they are made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from generator import pipeline
from generator.comparison import comparisons, uploaded
from generator.pipeline import Generated
from generator.translation import translated
from tests import strategies
from tests.support import Project


@pytest.fixture(scope="module", autouse=True)
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project with the code that generated specs name, which is the working directory of all examples."""
    with pytest.MonkeyPatch.context() as patch:
        made = Project(tmp_path_factory.mktemp("project"))
        patch.chdir(made.root)
        for path, code in strategies.CODE.items():
            made.write(path, code)
        yield made


seeded = settings(
    max_examples=200,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # without shrinking, which takes minutes
    suppress_health_check=list(HealthCheck),
)


def generated(spec: strategies.Data) -> Generated:
    Path("apis").mkdir(exist_ok=True)
    path = Path("apis/demo.yaml")
    path.write_text(strategies.text_of(spec), encoding="utf-8")
    (found,) = pipeline.generate(pipeline.load_all([path]), Path("templates_out"))
    return found


@seeded
@given(strategies.specs())
def test_all_descriptions_of_a_spec_describe_the_same_system(spec: strategies.Data) -> None:
    compared = comparisons(generated(spec))

    assert [each.other for each in compared] == ["sam.yaml", "OpenAPI"]
    assert [line for each in compared for line in each.refused()] == []


@pytest.mark.lint
@settings(seeded, max_examples=30)
@given(strategies.specs())
def test_what_sam_makes_of_a_spec_passes_the_check(spec: strategies.Data) -> None:
    from generator import lint
    from generator.render import render

    found = generated(spec)
    sam = found.templates["sam"]
    body = translated(sam.body, uploaded(found.loaded.spec, sam.body, sam.path.parent))

    assert [str(each) for each in lint.findings(render(body, ""), "sam.yaml") if each.fails] == []
