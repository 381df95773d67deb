"""Which files are specs."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.errors import SpecError
from generator.spec_files import find_specs
from tests.support import Project

HELLO = "functions: {hello: lambda_code/hello}\n"


def test_specs_are_found_in_the_order_of_their_names(project: Project) -> None:
    for name in ("b", "a", "a-b", "c"):
        project.write(f"apis/{name}.yaml", HELLO)

    assert [path.as_posix() for path in find_specs()] == [
        "apis/a-b.yaml", "apis/a.yaml", "apis/b.yaml", "apis/c.yaml",
    ]  # fmt: skip


def test_other_files_beside_specs_are_left_alone(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write("apis/README.md", "x")
    project.write("apis/archive/old.yaml", "x")

    assert find_specs() == [Path("apis/demo.yaml")]


def test_a_ledger_of_versions_is_no_spec_and_stands_for_its_own_where_it_is_named(project: Project) -> None:
    project.function("hello")
    spec = project.write("apis/demo.yaml", HELLO)
    ledger = project.write("apis/demo.versions.yaml", "- name: v1\n")

    assert find_specs() == [spec]
    assert [each.source.file for each in pipeline.load_all([spec, ledger])] == ["apis/demo.yaml"]


def test_a_ledger_without_its_spec_is_told(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write("apis/gone.versions.yaml", "- name: v1\n")

    with pytest.raises(SpecError) as raised:
        find_specs()

    assert str(raised.value) == (
        "apis/gone.versions.yaml: holds the versions of apis/gone.yaml, which is not there: bring the spec back, or "
        "remove this file too"
    )


def test_without_specs_the_smallest_one_is_shown(project: Project) -> None:
    with pytest.raises(SpecError) as raised:
        find_specs()

    assert (
        str(raised.value) == "apis/*.yaml: there are no specs; the smallest is\nfunctions:\n  hello: lambda_code/hello"
    )


@pytest.mark.parametrize("ending", ["yml", "YAML", "YML"])
def test_a_spec_of_another_ending_is_not_overlooked(ending: str, project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write(f"apis/b.{ending}", HELLO)
    project.write(f"apis/a.{ending}", HELLO)

    with pytest.raises(SpecError) as raised:
        find_specs()

    assert str(raised.value).splitlines() == [
        f"apis/a.{ending}: specs end in .yaml: rename it",
        f"apis/b.{ending}: specs end in .yaml: rename it",
    ]
