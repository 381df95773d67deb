"""The SAM template whose code is in a bucket: what stands in place of local code, and what is not ours to replace."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator import packages, pipeline
from generator.errors import DeployError
from generator.packaged_template import packaged
from generator.pipeline import Template
from generator.spec.api import ApiSpec
from tests.support import HANDLER, Project

SPEC = """
    functions:
      folder: {code: lambda_code/folder, inline: false}
      file: {code: lambda_code/file.py, inline: false}
      zip: dist/app.zip
      inline: lambda_code/inline
      text: {inline_code: "def handler(event, context): return {}"}
      bucket: {s3: {bucket: builds-of-others, key: app.zip}, handler: main.run}
    routes: {GET /a: folder, GET /b: file, GET /c: zip, GET /d: inline, GET /e: text, GET /f: bucket}
"""


@pytest.fixture
def files(project: Project) -> None:
    project.write("lambda_code/file.py", HANDLER)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("app.py", HANDLER)
    project.write("dist/app.zip", buffer.getvalue())


@pytest.mark.usefixtures("files")
def test_each_function_with_local_code_has_the_key_of_its_zip(project: Project) -> None:
    template, spec = _generated(project, SPEC)
    keys = {path.name.split("-")[0]: path.name for path in packages.packages(spec)}

    found = packaged(template, spec, "my-code")

    assert {name: each["CodeUri"] for name, each in _functions(found).items() if "CodeUri" in each} == {
        "FolderFunction": f"s3://my-code/{keys['folder']}",
        "FileFunction": f"s3://my-code/{keys['file']}",
        "ZipFunction": f"s3://my-code/{keys['zip']}",
        "BucketFunction": {"Bucket": "builds-of-others", "Key": "app.zip"},
    }


@pytest.mark.usefixtures("files")
def test_everything_else_is_as_in_the_committed_template(project: Project) -> None:
    template, spec = _generated(project, SPEC)
    found = packaged(template, spec, "my-code")

    assert found.path == Path("build/demo.sam.yaml")
    assert found.text.startswith(
        "# templates_out/demo/sam.yaml with its code in the bucket my-code; do not edit, nor keep.\n"
    )
    assert _without_code(found) == _without_code(template)
    assert {name for name, each in _functions(template).items() if "s3://" in str(each)} == set()
    assert len(found.text.splitlines()) == len(template.text.splitlines()) - 1  # its comment has a line less


def test_a_template_without_local_code_is_deployed_as_it_is(project: Project) -> None:
    template, spec = _generated(project, "functions: {hello: lambda_code/hello}")

    assert packaged(template, spec, "my-code") is template


def test_code_that_an_override_has_put_into_a_bucket_stays_there(project: Project) -> None:
    template, spec = _generated(
        project,
        """
        functions: {hello: {code: lambda_code/hello, inline: false}}
        overrides: {sam: {HelloFunction: {Properties: {CodeUri: "s3://theirs/hello.zip"}}}}
        """,
    )

    assert packaged(template, spec, "my-code") is template


def test_local_code_that_is_not_of_the_spec_is_refused_all_at_once(project: Project) -> None:
    """`sam build` takes it from the template; `httpapi package` knows the spec's alone."""
    template, spec = _generated(
        project,
        """
        functions: {hello: {code: lambda_code/hello, inline: false}}
        overrides: {sam: {HelloFunction: {Properties: {CodeUri: ../../dist/hello}}}}
        cloudformation:
          Transform: AWS::Serverless-2016-10-31
          Resources:
            Other:
              Type: AWS::Serverless::Function
              Properties: {CodeUri: ../../dist/other, Handler: app.handler, Runtime: python3.13}
        """,
    )

    with pytest.raises(DeployError) as refused:
        packaged(template, spec, "my-code")

    assert str(refused.value).splitlines() == [
        f"templates_out/demo/sam.yaml: {name}.CodeUri: is not the code of a function of the spec (got {path}): "
        "let the function's `code` lead there, or use sam build and sam deploy"
        for name, path in [("HelloFunction", "dist/hello"), ("Other", "dist/other")]
    ]


def _generated(project: Project, text: str) -> tuple[Template, ApiSpec]:
    project.spec(text)  # writes the folders of its functions
    loaded = project.load(text)
    return pipeline.generate([loaded], Path("templates_out"))[0].templates["sam"], loaded.spec


def _functions(template: Template) -> dict[str, Any]:
    resources = template.body["Resources"].items()
    return {name: each["Properties"] for name, each in resources if each["Type"] == "AWS::Serverless::Function"}


def _without_code(template: Template) -> list[str]:
    return [line for line in template.text.splitlines() if not line.startswith("#") and "CodeUri: " not in line]
