"""What SAM is told of code, so that `sam build` builds what it can, and leaves alone what it cannot."""

from typing import Any

import pytest

from generator.resources.serverless_code import code_properties
from tests.support import HANDLER, Project

SKIPPED = {"Metadata": {"SkipBuild": True}}


def code(project: Project, settings: str) -> dict[str, Any]:
    function = project.load(f"functions: {{one: {{{settings}}}}}").spec.functions["one"]
    return code_properties("one", function)


def test_inline_code_is_a_text(project: Project) -> None:
    project.function("one")

    assert code(project, "code: lambda_code/one") == {"InlineCode": HANDLER}


@pytest.mark.parametrize("requirements", ["", "six==1.17.0\n"])
def test_a_folder_is_built_with_its_requirements(project: Project, requirements: str) -> None:
    project.function("one")
    if requirements:
        project.write("lambda_code/one/requirements.txt", requirements)

    assert code(project, "code: lambda_code/one/, inline: false") == {"CodeUri": "lambda_code/one"}


def test_a_folder_for_node_is_built(project: Project) -> None:
    project.write("lambda_code/one/app.js", "exports.handler = async () => ({ statusCode: 200 });\n")

    assert code(project, "code: lambda_code/one, inline: false, runtime: nodejs24.x") == {"CodeUri": "lambda_code/one"}


def test_a_file_needs_our_own_package_because_sam_deploy_would_upload_it_as_it_is(project: Project) -> None:
    project.function("one")
    settings = "code: lambda_code/one/app.py, inline: false"
    key = project.load(f"functions: {{one: {{{settings}}}}}").spec.functions["one"].source.key("one")  # type: ignore[union-attr,operator]

    assert code(project, settings) == {"CodeUri": f"build/{key}"}


def test_what_is_compiled_is_complete(project: Project) -> None:
    project.write("lambda_code/one/bootstrap", "#!/bin/sh\n")
    (project.root / "lambda_code/one/bootstrap").chmod(0o755)

    assert code(project, "code: lambda_code/one, runtime: provided.al2023") == {"CodeUri": "lambda_code/one", **SKIPPED}


def test_a_compiled_module_would_be_left_out_by_sam_build(project: Project) -> None:
    project.function("one")
    project.write("lambda_code/one/fast.so", b"\x7fELF")

    assert code(project, "code: lambda_code/one") == {"CodeUri": "lambda_code/one", **SKIPPED}


def test_beside_dependencies_a_compiled_module_needs_our_own_package(project: Project) -> None:
    project.function("one")
    project.write("lambda_code/one/fast.so", b"\x7fELF")
    project.write("lambda_code/one/requirements.txt", "six==1.17.0\n")
    key = project.load("functions: {one: lambda_code/one}").spec.functions["one"].source.key("one")  # type: ignore[union-attr,operator]

    assert code(project, "code: lambda_code/one") == {"CodeUri": f"build/{key}"}


def test_of_a_lock_of_uv_sam_build_would_install_nothing(project: Project) -> None:
    project.function("one")
    project.write("lambda_code/one/pyproject.toml", PYPROJECT)
    project.write("lambda_code/one/uv.lock", LOCK)
    key = project.load("functions: {one: lambda_code/one}").spec.functions["one"].source.key("one")  # type: ignore[union-attr,operator]

    assert code(project, "code: lambda_code/one") == {"CodeUri": f"build/{key}"}


def test_a_zip_in_a_bucket_is_named_in_parts(project: Project) -> None:
    assert code(project, "s3: {bucket: !Ref AWS::StackName, key: one.zip, version: v1}, handler: app.handler")[
        "CodeUri"
    ].keys() == {"Bucket", "Key", "Version"}
    assert code(project, "s3: {bucket: builds, key: one.zip}") == {"CodeUri": {"Bucket": "builds", "Key": "one.zip"}}


def test_an_image_is_named(project: Project) -> None:
    uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/one:1"

    assert code(project, f"image: '{uri}'") == {"ImageUri": uri}


PYPROJECT = """
[project]
name = "one"
version = "1"
requires-python = ">=3.11"
"""
LOCK = """
version = 1
revision = 3
requires-python = ">=3.11"

[[package]]
name = "one"
version = "1"
source = { virtual = "." }
dependencies = [{ name = "six" }]

[[package]]
name = "six"
version = "1.17.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://example.com/six-1.17.0-py2.py3-none-any.whl", hash = "sha256:HASH" }]
""".replace("HASH", "0" * 64)
