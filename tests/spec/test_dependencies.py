"""Which files say what a function's dependencies are, and what is refused when a spec is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.spec.code import CodeError, Package, code_of
from generator.spec.dependencies import NodeModules, Wheels
from tests.support import Project

FOLDER = "lambda_code/a"
COMPILE = (
    "write what the function imports into lambda_code/a/requirements.in, and run: uv pip compile "
    "lambda_code/a/requirements.in -o lambda_code/a/requirements.txt --generate-hashes --python-version 3.14 "
    "--python-platform aarch64-manylinux_2_34"
)
NODE = "exports.handler = async () => 1;\n"
MANIFEST = {"name": "a", "dependencies": {"nanoid": "^5.0.0"}}
NPM_LOCK = {"lockfileVersion": 3, "packages": {"": MANIFEST, "node_modules/nanoid": {"version": "5.1.6"}}}


@pytest.fixture
def a(project: Project) -> Project:
    """A project with a function in Python and for Node.js."""
    project.function("a")
    project.function("a", NODE, "app.js")
    return project


def package(runtime: str = "python3.14", folder: str = FOLDER, handler: str = "app.handler") -> Package:
    code = code_of(folder, handler=handler, runtime=runtime, architecture="arm64", inline=None)
    assert isinstance(code, Package)
    return code


def refusal(runtime: str = "python3.14", *, inline: bool | None = None) -> str:
    with pytest.raises(CodeError) as refused:
        code_of(FOLDER, handler="app.handler", runtime=runtime, architecture="arm64", inline=inline)
    return f"{refused.value.field}: {refused.value}"


def locked(a: Project, manifest: object = MANIFEST, lock: object = NPM_LOCK) -> None:
    a.write(f"{FOLDER}/package.json", json.dumps(manifest))
    a.write(f"{FOLDER}/package-lock.json", json.dumps(lock))


def test_requirements_are_the_dependencies_of_a_python_function(a: Project) -> None:
    a.write(f"{FOLDER}/requirements.txt", "six==1.17.0\n")

    dependencies = package(folder=f"{FOLDER}/").dependencies

    assert isinstance(dependencies, Wheels)
    assert dependencies.lock == "lambda_code/a/requirements.txt"
    assert dependencies.platform.shown == "python3.14 on arm64"
    assert dependencies.shown == "1 package of lambda_code/a/requirements.txt"


def test_requirements_without_any_are_none(a: Project) -> None:
    a.write(f"{FOLDER}/requirements.txt", "# the SDK is in the runtime\n")

    assert package().dependencies is None


def test_requirements_that_do_not_pin_are_told_where_the_code_stands_in_the_spec(a: Project) -> None:
    a.write(f"{FOLDER}/requirements.txt", "six\n")

    assert a.problems("functions: {a: lambda_code/a}\n") == [
        f"apis/demo.yaml:1:13: functions.a.code: {FOLDER}/requirements.txt:1: six is not pinned with ==; {COMPILE}"
    ]


def test_what_is_to_be_compiled_must_be_compiled(a: Project) -> None:
    a.write(f"{FOLDER}/requirements.in", "six\n")

    assert refusal() == f"code: {FOLDER}/requirements.in: there is no requirements.txt; {COMPILE}"


def test_two_locks_are_one_too_many(a: Project) -> None:
    a.write(f"{FOLDER}/requirements.txt", "six==1.17.0\n")
    a.write(f"{FOLDER}/uv.lock", "")

    assert refusal() == f"code: {FOLDER} has both requirements.txt and uv.lock: keep the one that says what to install"


def test_a_project_of_uv_must_be_locked(a: Project) -> None:
    a.write(f"{FOLDER}/pyproject.toml", "[project]\nname = 'a'\ndependencies = ['six']\n")

    assert refusal() == f"code: {FOLDER}/pyproject.toml: there is no uv.lock; run uv lock --directory {FOLDER}"


def test_a_lock_of_uv_needs_its_project(a: Project) -> None:
    a.write(f"{FOLDER}/uv.lock", "version = 1\n")

    assert refusal() == f"code: {FOLDER}/uv.lock: there is no pyproject.toml beside it"


def test_a_project_for_tools_alone_has_no_dependencies(a: Project) -> None:
    a.write(f"{FOLDER}/pyproject.toml", "[tool.ruff]\nline-length = 120\n")

    assert package().dependencies is None


def test_a_lock_of_uv_is_the_dependencies_of_a_python_function(a: Project) -> None:
    a.write(f"{FOLDER}/pyproject.toml", "[project]\nname = 'a'\ndependencies = ['six']\n")
    a.write(
        f"{FOLDER}/uv.lock",
        """
        version = 1
        [[package]]
        name = "a"
        source = { virtual = "." }
        dependencies = [{ name = "six" }]
        [package.metadata]
        requires-dist = [{ name = "six" }]
        [[package]]
        name = "six"
        version = "1.17.0"
        source = { registry = "https://pypi.org/simple" }
        """,
    )

    dependencies = package().dependencies

    assert isinstance(dependencies, Wheels)
    assert [str(pin) for pin in dependencies.pins] == ["six==1.17.0"]


def test_a_lock_of_npm_is_the_dependencies_of_a_function_for_node(a: Project) -> None:
    locked(a)

    dependencies = package("nodejs22.x").dependencies

    assert isinstance(dependencies, NodeModules)
    assert dependencies.versions == {"node_modules/nanoid": "5.1.6"}


def test_packages_of_npm_must_be_locked(a: Project) -> None:
    a.write(f"{FOLDER}/package.json", json.dumps(MANIFEST))

    assert refusal("nodejs22.x") == (
        f"code: {FOLDER}/package.json: there is no package-lock.json; run npm install --package-lock-only "
        f"--prefix {FOLDER}"
    )


def test_a_package_json_without_packages_needs_no_lock(a: Project) -> None:
    a.write(f"{FOLDER}/package.json", '{"type": "commonjs"}')

    assert package("nodejs22.x").dependencies is None


def test_what_npm_installed_for_this_machine_is_not_packaged_where_there_is_a_lock(a: Project) -> None:
    locked(a)
    before = package("nodejs22.x")
    a.write(f"{FOLDER}/node_modules/nanoid/index.js", "")

    assert package("nodejs22.x") == before
    assert [file.name for file in before.files] == ["app.js", "app.py", "package-lock.json", "package.json"]


def test_without_a_lock_installed_modules_are_packaged_as_they_are(a: Project) -> None:
    a.write(f"{FOLDER}/package.json", json.dumps(MANIFEST))
    a.write(f"{FOLDER}/node_modules/nanoid/index.js", "")

    built = package("nodejs22.x")

    assert built.dependencies is None
    assert "node_modules/nanoid/index.js" in [file.name for file in built.files]


@pytest.mark.parametrize(("runtime", "file"), [("nodejs22.x", "requirements.txt"), ("python3.14", "package.json")])
def test_files_of_another_language_say_nothing(a: Project, runtime: str, file: str) -> None:
    a.write(f"{FOLDER}/{file}", "not looked at")

    assert package(runtime).dependencies is None


@pytest.mark.parametrize("runtime", ["ruby3.4", "provided.al2023"])
def test_what_other_runtimes_need_is_in_the_folder(a: Project, runtime: str) -> None:
    a.write(f"{FOLDER}/requirements.txt", "not looked at")
    a.write(f"{FOLDER}/app.rb", "def handler(event:, context:) = {}\n")
    a.write(f"{FOLDER}/bootstrap", "#!/bin/sh\n")
    (a.root / FOLDER / "bootstrap").chmod(0o755)

    assert package(runtime).dependencies is None


def test_a_handler_may_be_in_what_is_installed(a: Project) -> None:
    a.write(f"{FOLDER}/requirements.txt", "datadog-lambda==8.110.0\n")

    assert package(handler="datadog_lambda.handler.handler").dependencies is not None
    with pytest.raises(CodeError, match=r"^there is no file datadog/handler\.py \(in lambda_code/a\)$"):
        package(handler="datadog.handler.handler")


def test_a_handler_may_be_in_a_package_of_npm(a: Project) -> None:
    locked(a)

    assert package("nodejs22.x", handler="node_modules/nanoid/index.handler").dependencies is not None
    with pytest.raises(CodeError, match=r"^there is no file node_modules/other/index\.js"):
        package("nodejs22.x", handler="node_modules/other/index.handler")


def test_a_function_with_dependencies_cannot_stand_in_the_template(a: Project) -> None:
    a.write(f"{FOLDER}/requirements.txt", "six==1.17.0\n")

    assert refusal(inline=True).startswith("inline: cannot be true: ")


def test_a_lock_that_is_no_text_is_told(a: Project) -> None:
    a.write(f"{FOLDER}/requirements.txt", b"six==\xff")

    assert refusal() == f"code: {FOLDER}/requirements.txt is not UTF-8 text: invalid start byte at byte 5"


def test_a_lock_is_read_whatever_begins_it(a: Project) -> None:
    """Editors on Windows begin files with a mark."""
    a.write(f"{FOLDER}/requirements.txt", b"\xef\xbb\xbfsix==1.17.0\r\n")

    assert package().dependencies is not None


def test_a_lock_that_has_gone_is_told(a: Project) -> None:
    file = Path(FOLDER) / "requirements.txt"
    a.write(file.as_posix(), "six==1.17.0\n")
    file.unlink()
    file.symlink_to("nowhere.txt")

    assert refusal() == "code: requirements.txt is neither a file nor a folder"
