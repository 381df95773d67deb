"""All flavours of every spec in the repository describe the same system, and the check passes what SAM makes."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from generator import comparison, pipeline
from generator.equivalence.accepted import OF_OPENAPI, OF_SAM
from generator.pipeline import Generated
from tests.equivalence.bodies import NAMES, of_sam
from tests.support import Project

ROOT = Path(__file__).parent.parent
FOLDERS = [ROOT, ROOT / "tests/specs"]
SPECS = [(folder, path.stem) for folder in FOLDERS for path in sorted((folder / "apis").glob("*.yaml"))]


def generated(name: str) -> Generated:
    (found,) = pipeline.generate(pipeline.load_all([Path(f"apis/{name}.yaml")]), Path("templates_out"))
    return found


@pytest.mark.parametrize(("folder", "name"), SPECS, ids=[name for _, name in SPECS])
def test_all_flavours_of_a_spec_describe_the_same_system(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    found = generated(name)

    compared = comparison.comparisons(found)

    of_api = [*(template.path.name for template in found.templates.values()), "OpenAPI"] if found.templates else []
    assert [each.other for each in compared] == of_api[1:]
    assert [line for each in compared for line in each.refused()] == []


@pytest.mark.lint
@pytest.mark.parametrize("name", NAMES)
def test_what_sam_makes_passes_the_check(name: str) -> None:
    from generator import lint
    from generator.render import render

    text = render(of_sam(name), "")

    assert [str(each) for each in lint.findings(text, f"{name}.yaml") if each.fails] == []


def test_code_that_is_where_the_spec_says_has_the_key_of_its_package(project: Project) -> None:
    project.function("orders")
    project.load("functions: {orders: {code: lambda_code/orders, inline: false}}")
    found = generated("demo")
    spec, sam = found.loaded.spec, found.templates["sam"]
    key = found.templates["cloudformation"].body["Resources"]["OrdersFunction"]["Properties"]["Code"]["S3Key"]

    assert comparison.uploaded(spec, sam.body, sam.path.parent) == {"OrdersFunction": f"s3://uploaded-by-sam/{key}"}
    assert comparison.uploaded(spec, sam.body, Path("elsewhere")) == {
        "OrdersFunction": f"s3://uploaded-by-sam/{posixpath.normpath('elsewhere/../../lambda_code/orders')}"
    }


@pytest.mark.parametrize("flavour", ["cloudformation", "sam"])
def test_a_spec_of_one_flavour_is_compared_with_its_openapi_document(flavour: str, project: Project) -> None:
    project.function("hello")
    project.load(f"functions: {{hello: lambda_code/hello}}\nflavours: [{flavour}]")

    (compared,) = comparison.comparisons(generated("demo"))

    file = {"cloudformation": "template.yaml", "sam": "sam.yaml"}[flavour]
    assert (compared.one, compared.other, compared.judged.refused) == (file, "OpenAPI", [])


def test_functions_of_sam_in_the_raw_section_are_translated_in_both_flavours(project: Project) -> None:
    project.function("hello")
    project.load("""
        defaults: {timeout: 5}
        functions: {hello: {code: lambda_code/hello, auto_publish_alias: live}}
        cloudformation:
          Transform: AWS::Serverless-2016-10-31
          Globals: {Function: {Runtime: python3.13, Tracing: Active, CodeUri: ../../lambda_code/other}}
          Resources:
            Worker: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler}}
            Table: {Type: AWS::Serverless::SimpleTable}
    """)

    compared = comparison.comparisons(generated("demo"))

    assert [each.other for each in compared] == ["sam.yaml", "OpenAPI"]
    assert [line for each in compared for line in each.refused()] == []


def test_an_api_of_which_there_is_no_document_is_compared_without(project: Project) -> None:
    project.function("hello")
    route = "{Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref HttpApi, RouteKey: !Ref Key}}"
    raw = f"cloudformation: {{Resources: {{Raw: {route}}}}}"
    project.load(f"functions: {{hello: lambda_code/hello}}\nparameters: {{Key: {{type: String}}}}\n{raw}")

    assert [each.other for each in comparison.comparisons(generated("demo"))] == ["sam.yaml"]


def test_what_is_accepted_stands_in_the_documentation_with_its_reason() -> None:
    rows = re.findall(r"^\| (.+) \| (.+) \|$", (ROOT / "docs/comparison.md").read_text(), re.MULTILINE)

    assert [row for row in rows if row != ("what", "why")] == [(each.what, each.reason) for each in OF_SAM + OF_OPENAPI]
