"""Every spec in `tests/specs/apis/` leads to the files in `tests/specs/templates_out/`, which were reviewed.

`make goldens` rewrites them; `git diff` is the review.
"""

from pathlib import Path

import pytest

from generator import pipeline, spec_files

SPECS = Path(__file__).parent / "specs"
NAMES = sorted(path.stem for path in spec_files.find_specs(SPECS / "apis"))


@pytest.mark.parametrize("name", NAMES)
def test_a_spec_leads_to_its_golden(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SPECS)

    (generated,) = pipeline.generate(pipeline.load_all([Path(f"apis/{name}.yaml")]), Path("templates_out"))

    golden = {path: path.read_text() for path in sorted(Path("templates_out", name).iterdir())}
    assert {path: generated.files[path] for path in sorted(generated.files)} == golden


def test_there_is_a_golden_for_every_spec_and_no_other() -> None:
    assert sorted(path.name for path in (SPECS / "templates_out").iterdir()) == NAMES


@pytest.mark.lint
def test_every_golden_passes_the_check_without_even_information() -> None:
    from generator import lint

    for template in sorted((SPECS / "templates_out").glob("*/*.yaml")):
        assert lint.findings(template.read_text(), template.name) == [], template
