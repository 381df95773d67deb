"""Versions of a product: which there are, and which comes next."""

from hashlib import sha256
from pathlib import Path

from generator.spec import versions
from generator.spec.versions import Version
from tests.support import Project

SPEC = Path("apis/demo.yaml")
OLD, NEW = "Resources: {Old: {}}\n", "Resources: {New: {}}\n"
PUBLISHED = f'- name: v1\n  template: {versions.key("demo", OLD)}\n  description: "the first"\n'
FIRST = Version("v1", versions.key("demo", OLD), "the first")


def test_a_key_is_made_of_the_api_and_the_templates_bytes() -> None:
    digest = sha256("Resources: {ä: {}}\n".encode()).hexdigest()

    assert versions.key("demo", "Resources: {ä: {}}\n") == f"demo/product-{digest}.yaml"


def test_without_a_ledger_the_template_is_the_first_version(project: Project) -> None:
    assert versions.of(SPEC, "demo", OLD) == [Version("v1", versions.key("demo", OLD))]


def test_a_template_that_was_published_is_the_version_that_it_was(project: Project) -> None:
    project.write("apis/demo.versions.yaml", PUBLISHED)

    assert versions.of(SPEC, "demo", OLD) == [FIRST]


def test_another_template_comes_next(project: Project) -> None:
    project.write("apis/demo.versions.yaml", PUBLISHED)

    assert versions.of(SPEC, "demo", NEW) == [FIRST, Version("v2", versions.key("demo", NEW))]


def test_a_template_as_it_once_was_is_no_new_version(project: Project) -> None:
    project.write("apis/demo.versions.yaml", f"{PUBLISHED}- name: v2\n  template: {versions.key('demo', NEW)}\n")

    assert [version.name for version in versions.of(SPEC, "demo", OLD)] == ["v1", "v2"]


def test_the_next_name_is_the_next_number_that_no_version_has() -> None:
    published = [Version("2026", "a"), Version("v3", "b"), Version("v4", "c")]

    assert versions.following([], "demo", NEW).name == "v1"
    assert versions.following(published[:1], "demo", NEW).name == "v2"
    assert versions.following(published[:2], "demo", NEW).name == "v4"
    assert versions.following(published, "demo", NEW).name == "v5"


def test_a_ledger_stands_beside_its_spec() -> None:
    ledger = Path("apis/demo.versions.yaml")

    assert versions.ledger_of(SPEC) == ledger
    assert versions.spec_of(ledger) == SPEC
    assert versions.is_ledger(ledger)
    assert not versions.is_ledger(SPEC)
