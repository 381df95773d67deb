"""From specs on disk to the text of every file, with every problem of every spec at once."""

from pathlib import Path

import pytest

from generator import changes, pipeline
from generator.errors import SpecError
from generator.spec import versions
from tests.support import Project

OUT = Path("templates_out")
HELLO = "functions: {hello: lambda_code/hello}\n"


def generated(*specs: Path, out: Path = OUT) -> list[pipeline.Generated]:
    return pipeline.generate(pipeline.load_all(specs), out)


def message(*specs: Path) -> str:
    with pytest.raises(SpecError) as raised:
        generated(*specs)
    return str(raised.value)


def test_specs_are_found_in_the_order_of_their_names(project: Project) -> None:
    for name in ("b", "a", "a-b", "c"):
        project.write(f"apis/{name}.yaml", HELLO)

    assert [path.as_posix() for path in pipeline.find_specs()] == [
        "apis/a-b.yaml", "apis/a.yaml", "apis/b.yaml", "apis/c.yaml",
    ]  # fmt: skip


def test_other_files_beside_specs_are_left_alone(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write("apis/README.md", "x")
    project.write("apis/archive/old.yaml", "x")

    assert pipeline.find_specs() == [Path("apis/demo.yaml")]


def test_a_ledger_of_versions_is_no_spec_and_stands_for_its_own_where_it_is_named(project: Project) -> None:
    project.function("hello")
    spec = project.write("apis/demo.yaml", HELLO)
    ledger = project.write("apis/demo.versions.yaml", "- name: v1\n")

    assert pipeline.find_specs() == [spec]
    assert [each.source.file for each in pipeline.load_all([spec, ledger])] == ["apis/demo.yaml"]


def test_a_ledger_without_its_spec_is_told(project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write("apis/gone.versions.yaml", "- name: v1\n")

    with pytest.raises(SpecError) as raised:
        pipeline.find_specs()

    assert str(raised.value) == (
        "apis/gone.versions.yaml: holds the versions of apis/gone.yaml, which is not there: bring the spec back, or "
        "remove this file too"
    )


def test_without_specs_the_smallest_one_is_shown(project: Project) -> None:
    with pytest.raises(SpecError) as raised:
        pipeline.find_specs()

    assert (
        str(raised.value) == "apis/*.yaml: there are no specs; the smallest is\nfunctions:\n  hello: lambda_code/hello"
    )


@pytest.mark.parametrize("ending", ["yml", "YAML", "YML"])
def test_a_spec_of_another_ending_is_not_overlooked(ending: str, project: Project) -> None:
    project.write("apis/demo.yaml", HELLO)
    project.write(f"apis/b.{ending}", HELLO)
    project.write(f"apis/a.{ending}", HELLO)

    with pytest.raises(SpecError) as raised:
        pipeline.find_specs()

    assert str(raised.value).splitlines() == [
        f"apis/a.{ending}: specs end in .yaml: rename it",
        f"apis/b.{ending}: specs end in .yaml: rename it",
    ]


def test_the_problems_of_all_specs_are_told_at_once(project: Project) -> None:
    a = project.write("apis/a.yaml", "functions: 3\nrutes: {}\n")
    b = project.write("apis/b.yaml", "functions: {\n")
    c = Path("apis/c.yaml")

    assert message(a, b, c).splitlines() == [
        "apis/a.yaml:1:1: functions: must be a mapping, such as {hello: lambda_code/hello} (got 3)",
        "apis/a.yaml:2:1: rutes: is no field of the language; did you mean routes?",
        "apis/b.yaml:2:1: is not YAML: while parsing a flow node, did not find expected node content",
        "apis/c.yaml: cannot be read: No such file or directory",
    ]


def test_two_specs_of_one_name_are_refused_with_their_other_problems(project: Project) -> None:
    project.function("hello")
    one = project.write("apis/demo.yaml", HELLO)
    two = project.write("more/demo.yaml", "functions: 3\n")

    assert message(one, two).splitlines() == [
        "apis/demo.yaml: has the same name as more/demo.yaml: an API is named after its file",
        "more/demo.yaml: has the same name as apis/demo.yaml: an API is named after its file",
        "more/demo.yaml:1:1: functions: must be a mapping, such as {hello: lambda_code/hello} (got 3)",
    ]


@pytest.mark.parametrize("again", ["apis/demo.yaml", "./apis/demo.yaml", "apis/../apis/demo.yaml"])
def test_a_spec_that_is_named_twice_counts_once(again: str, project: Project) -> None:
    project.function("hello")
    spec = project.write("apis/demo.yaml", HELLO)

    assert [each.template.path for each in generated(spec, Path(again))] == [Path("templates_out/demo/template.yaml")]


def test_an_override_that_does_not_fit_is_told_with_its_place_and_with_those_of_other_specs(project: Project) -> None:
    project.function("hello")
    a = project.write("apis/a.yaml", HELLO + "overrides: {HttpApis: {}}\n")
    b = project.write("apis/b.yaml", HELLO + "overrides:\n  HelloFunction:\n    Properties: {Memory: 1, Tags: null}\n")

    assert message(a, b).splitlines() == [
        "apis/a.yaml:2:13: overrides.HttpApis: there is no such resource; did you mean HttpApi?",
        "apis/b.yaml:4:18: overrides.HelloFunction.Properties.Memory: AWS::Lambda::Function has no such property; "
        "did you mean MemorySize?",
        "apis/b.yaml:4:29: overrides.HelloFunction.Properties.Tags: cannot be removed: it is not there",
    ]


def test_a_raw_section_that_does_not_fit_is_told_with_its_place(project: Project) -> None:
    project.function("hello")
    spec = project.write(
        "apis/demo.yaml", HELLO + "cloudformation:\n  Outputs:\n    ApiUrl: {Value: x}\n    ApiId: {Value: x}\n"
    )

    assert message(spec).splitlines() == [
        "apis/demo.yaml:4:5: cloudformation.Outputs.ApiUrl: ApiUrl is generated already: choose another name",
        "apis/demo.yaml:5:5: cloudformation.Outputs.ApiId: ApiId is generated already: choose another name",
    ]


def test_every_parameter_set_has_a_file_beside_the_template(project: Project) -> None:
    project.function("hello")
    spec = project.write(
        "apis/demo.yaml",
        HELLO
        + """
parameters:
  Rate: {type: Number, default: 1.5}
  Owner: {type: String, default: x}
parameter_sets:
  dev: {Rate: 20, Owner: "José; \\"x\\"=1"}
  prod-eu: {Owner: "010"}
""",
    )

    (each,) = generated(spec)

    assert list(each.files) == [
        Path("templates_out/demo/template.yaml"),
        Path("templates_out/demo/sam.yaml"),
        Path("templates_out/demo/parameters.dev.json"),
        Path("templates_out/demo/parameters.prod-eu.json"),
    ]
    assert each.files[OUT / "demo/parameters.dev.json"] == '[\n  "Rate=20",\n  "Owner=José; \\"x\\"=1"\n]\n'
    assert each.files[OUT / "demo/parameters.prod-eu.json"] == '[\n  "Owner=010"\n]\n'


def test_parameter_overrides_are_those_of_the_command_line_of_aws() -> None:
    assert pipeline.parameter_overrides({"RateLimit": 20, "Owner": "a b", "Ratio": 0.5}) == [
        "RateLimit=20", "Owner=a b", "Ratio=0.5",
    ]  # fmt: skip


def test_the_text_begins_with_where_it_comes_from(project: Project) -> None:
    project.function("hello")

    (each,) = generated(project.write("apis/demo.yaml", HELLO))

    assert each.template.text.splitlines()[:4] == [
        "# Generated by httpapi from apis/demo.yaml; do not edit.",
        "# To change it, edit the spec and run: httpapi generate",
        "AWSTemplateFormatVersion: '2010-09-09'",
        "Resources:",
    ]
    assert each.template.text == each.files[each.template.path]


def test_the_same_spec_gives_the_same_text_however_its_path_is_written(project: Project) -> None:
    project.function("hello")
    spec = project.write("apis/demo.yaml", HELLO)

    texts = {generated(path)[0].template.text for path in (spec, Path("./apis/../apis/demo.yaml"), project.root / spec)}

    assert len(texts) == 1


def test_a_spec_outside_of_the_project_is_named_without_its_folder(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project.function("hello")
    outside = tmp_path_factory.mktemp("outside") / "demo.yaml"
    outside.write_text(HELLO)

    (each,) = generated(outside)

    assert each.template.text.splitlines()[0] == "# Generated by httpapi from demo.yaml; do not edit."


def test_the_text_does_not_depend_on_the_folder_that_it_is_for(project: Project) -> None:
    project.function("hello")
    spec = project.write("apis/demo.yaml", HELLO)

    (here,), (there,) = generated(spec), generated(spec, out=Path("other/place"))

    assert there.template.path == Path("other/place/demo/template.yaml")
    assert there.template.text == here.template.text


def test_the_text_of_a_spec_does_not_depend_on_other_specs(project: Project) -> None:
    project.function("hello")
    a, b = (project.write(f"apis/{name}.yaml", HELLO) for name in ("a", "b"))

    together = {each.template.path: each.template.text for each in generated(b, a)}

    assert together == {each.template.path: each.template.text for each in [*generated(a), *generated(b)]}


def test_generating_writes_nothing(project: Project) -> None:
    project.function("hello")
    spec = project.write("apis/demo.yaml", HELLO)
    before = project.files()

    generated(spec)

    assert project.files() == before


CATALOG = "service_catalog: {portfolio: {name: a, provider: b}, product: {owner: c}, bucket: shop-products}\n"


def test_a_product_is_offered_in_the_version_that_is_generated(project: Project) -> None:
    project.function("hello")
    (each,) = generated(project.write("apis/demo.yaml", HELLO + CATALOG))

    product, offer = each.others["product.yaml"], each.others["service-catalog.yaml"]

    assert list(each.others) == ["product.yaml", "service-catalog.yaml"]
    (version,) = offer.body["Resources"]["Product"]["Properties"]["ProvisioningArtifactParameters"]
    assert version["Name"] == "v1"
    assert versions.key("demo", product.text) in version["Info"]["LoadTemplateFromURL"]["Fn::Sub"]


def test_what_is_wrong_with_a_ledger_is_told_in_the_ledger(project: Project) -> None:
    project.function("hello")
    project.write("apis/demo.versions.yaml", "v1: x\n")

    assert message(project.write("apis/demo.yaml", HELLO + CATALOG)).startswith(
        "apis/demo.versions.yaml:1:1: must be a list of versions"
    )


def test_a_type_for_which_no_launch_role_can_be_computed_is_told_in_the_spec(project: Project) -> None:
    project.function("hello")
    raw = "cloudformation: {Resources: {Own: {Type: 'Custom::Thing'}}}\n"

    assert message(project.write("apis/demo.yaml", HELLO + raw + CATALOG)) == (
        "apis/demo.yaml:2:30: Resources.Own: what a launch of Custom::Thing needs is not known: its schema names no "
        "actions; write a role for it by hand"
    )


def test_a_portfolio_has_one_template_and_no_flavours(project: Project) -> None:
    (each,) = generated(project.write("apis/shop.yaml", "portfolio: {name: Shop, provider: Platform}\n"))

    assert each.templates == {}
    assert [path.as_posix() for path in each.files] == ["templates_out/shop/service-catalog.yaml"]
    assert list(changes.transitions([each], [])) == []
    assert pipeline.notes([each]) == []
