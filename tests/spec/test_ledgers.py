"""Ledgers: what is wrong with one, as its reader is told, and how it grows."""

import pytest

from generator.errors import SpecError
from generator.spec import ledgers
from generator.spec.versions import Version
from tests.support import Project

FILE = "apis/demo.versions.yaml"
A, B = (f"demo/product-{digit * 64}.yaml" for digit in "ab")
LEDGER = f"- name: v1\n  template: {A}\n- name: v2\n  template: {B}\n"
SHAPE = "demo/product-<SHA-256 of the template>.yaml"
EXAMPLE = f"- name: v1\n  template: {SHAPE}"


def problems(text: str) -> list[str]:
    with pytest.raises(SpecError) as raised:
        ledgers.parsed(text, FILE, "demo")
    return [str(problem) for problem in raised.value.problems]


def test_a_ledger_is_a_list_of_versions() -> None:
    assert ledgers.parsed(LEDGER, FILE, "demo") == [Version("v1", A), Version("v2", B)]


def test_a_version_may_say_what_its_stacks_have() -> None:
    version = Version("v3", f"demo/product-{'c' * 64}.yaml", resource_types=("AWS::IAM::Role", "AWS::SQS::Queue"))

    grown = ledgers.grown(LEDGER, version, FILE, "demo")

    assert grown == (
        f"{LEDGER}- name: v3\n  template: {version.template}\n  resource_types:\n  - AWS::IAM::Role\n"
        "  - AWS::SQS::Queue\n"
    )
    assert ledgers.parsed(grown, FILE, "demo")[-1] == version


def test_what_is_no_type_is_told() -> None:
    assert problems(f"- name: v1\n  template: {A}\n  resource_types: [Queue]\n") == [
        f"{FILE}:3:20: [0].resource_types[0]: must be the type of a resource, such as AWS::SQS::Queue (got Queue)"
    ]


@pytest.mark.parametrize("text", ["", "[]", "# nothing\n"])
def test_an_empty_ledger_is_none(text: str) -> None:
    assert problems(text) == [
        f"{FILE}:1:1: is empty: take it back from the repository, or remove it if nothing was published"
    ]


def test_a_mapping_is_no_ledger() -> None:
    assert problems(f"v1: {A}\n") == [f"{FILE}:1:1: must be a list of versions, such as\n{EXAMPLE}"]


def test_a_text_is_no_version() -> None:
    assert problems(f"- {A}\n") == [f"{FILE}:1:3: [0]: must be a version, such as\n{EXAMPLE}"]


def test_fields_are_as_they_are_written() -> None:
    assert problems(f"- nam: v1\n  template: {A}\n- name: 2\n  template: {B}\n  active: false\n") == [
        f"{FILE}:1:3: [0].name: is required",
        f"{FILE}:1:3: [0].nam: is no field of the language; did you mean name?",
        f'{FILE}:3:3: [1].name: must be text: put it in quotes, "2"',
        f"{FILE}:5:3: [1].active: is no field of the language; known here: name, template, description, resource_types",
    ]


@pytest.mark.parametrize("name", ['""', '" "', '"a\\nb"'])
def test_a_name_is_a_line_of_text(name: str) -> None:
    (problem,) = problems(f"- name: {name}\n  template: {A}\n")

    assert problem.startswith(f"{FILE}:1:3: [0].name: must be one line of text")


def test_a_name_has_no_spaces_and_both_are_bounded() -> None:
    """https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisioningArtifactProperties.html"""
    assert ledgers.problem_of_name("v 1") == "must have no spaces"
    assert ledgers.problem_of_description("Version 1") is None
    for problem_of in (ledgers.problem_of_name, ledgers.problem_of_description):
        assert problem_of("v" * 8_192) is None
        assert problem_of("v" * 8_193) == "must have at most 8,192 characters"


@pytest.mark.parametrize("key", ["demo/product-v1.yaml", A.replace("demo", "shop"), A.upper(), f"{A}x"])
def test_a_key_is_made_of_the_templates_content(key: str) -> None:
    assert problems(f"- name: v1\n  template: {key}\n") == [
        f"{FILE}:2:3: [0].template: must be {SHAPE}, as httpapi publish wrote it (got {key}): take it back"
    ]


def test_neither_a_name_nor_a_template_stands_there_twice() -> None:
    assert problems(f"{LEDGER}- name: v1\n  template: {B}\n") == [
        f"{FILE}:5:3: [2].name: stands in line 1 already: each version has a name of its own (got v1)",
        f"{FILE}:6:3: [2].template: stands in line 4 already: a template is published once (got {B})",
    ]


def test_two_ledgers_that_git_could_not_merge_are_told_what_to_do() -> None:
    merged = f"- name: v1\n  template: {A}\n<<<<<<< HEAD\n- name: v2\n=======\n- name: v2\n>>>>>>> b\n"

    assert problems(merged) == [
        f"{FILE}:3:1: two ledgers were merged: keep the entries of both, the older ones first, and give those that "
        "were published last names of their own"
    ]


def test_what_is_no_yaml_is_told_with_its_place() -> None:
    assert problems("- name: [\n")[0].startswith(f"{FILE}:2:1: is not YAML")


def test_a_ledger_that_cannot_be_read_is_told(project: Project) -> None:
    folder = project.write(f"{FILE}/x", "").parent
    latin = project.write("apis/latin.versions.yaml", b"- name: \xe4\n")

    with pytest.raises(SpecError, match=r"^apis/demo\.versions\.yaml: cannot be read: Is a directory$"):
        ledgers.text_of(folder)
    with pytest.raises(SpecError, match=r"^apis/latin\.versions\.yaml: is not UTF-8 text: .* at byte 8$"):
        ledgers.text_of(latin)


def test_the_first_version_comes_below_what_the_ledger_is() -> None:
    assert ledgers.grown("", Version("v1", A), FILE, "demo") == f"{ledgers.HEADER}- name: v1\n  template: {A}\n"


def test_a_version_is_added_at_the_end_and_what_stands_there_stays() -> None:
    before = f"# ours\n- {{name: v1, template: {A}}}  # was faulty"

    assert ledgers.grown(before, Version("v2", B, "mended"), FILE, "demo") == (
        f'{before}\n- name: v2\n  template: {B}\n  description: "mended"\n'
    )


@pytest.mark.parametrize("text", ["1.0", "yes", "2026-11-25", "a: b", '"', "\\", "# 1", "Größe 🎉", "v1"])
def test_names_and_descriptions_are_read_as_they_were_given(text: str) -> None:
    version = Version(text.replace(" ", ""), A, text)

    assert ledgers.parsed(ledgers.grown("", version, FILE, "demo"), FILE, "demo") == [version]


@pytest.mark.parametrize("text", [f"[{{name: v1, template: {A}}}]\n", f"  - name: v1\n    template: {A}\n"])
def test_nothing_is_added_to_a_ledger_of_another_form(text: str) -> None:
    with pytest.raises(SpecError) as raised:
        ledgers.grown(text, Version("v2", B), FILE, "demo")

    assert str(raised.value) == (
        f"{FILE}: nothing can be added to it: each version must begin with - name: at the beginning of a line"
    )
