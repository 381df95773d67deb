"""All descriptions of generated specs describe the same system: hypothesis writes the specs.

The examples are the same in every run. `tests/strategies.py` says what they are made of.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from generator.comparison import comparisons, uploaded
from generator.translation import translated
from tests import strategies
from tests.generated import generated, project_of_examples, seeded
from tests.support import Project


@pytest.fixture(scope="module", autouse=True)
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project_of_examples(tmp_path_factory) as made:
        yield made


@pytest.mark.exhaustive
@settings(seeded, max_examples=200)
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
