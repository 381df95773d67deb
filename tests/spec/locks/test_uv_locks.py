"""uv.lock: what the project of a folder needs on one platform."""

from __future__ import annotations

import pytest

from generator.aws_lambda.platforms import Platform
from generator.spec.locks import LockError, Pin, uv

ARM = Platform("python3.14", "arm64")
PROJECT = """
[project]
name = "a"
version = "1"
requires-python = ">=3.11"
dependencies = ["httpx[http2]>=0.28", "Six"]
"""
LOCK = """
version = 1
revision = 3
requires-python = ">=3.11"

[[package]]
name = "a"
version = "1"
source = { virtual = "." }
dependencies = [
    { name = "httpx", extra = ["http2"] },
    { name = "six" },
]

[package.dev-dependencies]
dev = [{ name = "pytest" }]

[package.metadata]
requires-dist = [{ name = "httpx", extras = ["http2"], specifier = ">=0.28" }, { name = "six" }]

[[package]]
name = "h2"
version = "4.3.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://example.com/h2-4.3.0-py3-none-any.whl", hash = "sha256:c438" }]

[[package]]
name = "httpx"
version = "0.28.1"
source = { registry = "https://pypi.org/simple" }
dependencies = [
    { name = "colorama", marker = "sys_platform == 'win32'" },
    { name = "numpy", version = "2.2.0", marker = "python_full_version < '3.12'" },
    { name = "numpy", version = "2.4.0", marker = "python_full_version >= '3.12'" },
]

[package.optional-dependencies]
http2 = [{ name = "h2" }]
socks = [{ name = "socksio" }]

[[package]]
name = "numpy"
version = "2.2.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "numpy"
version = "2.4.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "pytest"
version = "9.0.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "six"
version = "1.17.0"
source = { registry = "https://pypi.org/simple" }
"""
FOLDER = "lambda_code/a"


def refusal(lock: str = LOCK, project: str = PROJECT, platform: Platform = ARM) -> str:
    with pytest.raises(LockError) as refused:
        uv.pins(lock, project, FOLDER, platform)
    return str(refused.value)


def test_what_the_project_leads_to_is_pinned_without_groups_and_extras_that_nothing_asks_for() -> None:
    assert uv.pins(LOCK, PROJECT, FOLDER, ARM) == (
        Pin("h2", "4.3.0", (), ("sha256:c438",)),
        Pin("httpx", "0.28.1", ("http2",)),
        Pin("numpy", "2.4.0"),
        Pin("six", "1.17.0"),
    )


def test_where_the_lock_has_several_versions_the_platform_decides() -> None:
    pins = uv.pins(LOCK, PROJECT, FOLDER, Platform("python3.11", "arm64"))

    assert [pin.version for pin in pins if pin.name == "numpy"] == ["2.2.0"]


def test_a_lock_of_another_project_is_refused() -> None:
    assert refusal(project=PROJECT.replace('"Six"', '"six>=2"')) == (
        "lambda_code/a/uv.lock does not fit pyproject.toml: run uv lock --directory lambda_code/a"
    )


def test_a_lock_for_another_python_is_refused() -> None:
    assert refusal(platform=Platform("python3.10", "arm64")) == (
        "lambda_code/a/uv.lock is for Python >=3.11, and the function's runtime is python3.10: change requires-python "
        "in pyproject.toml, and run uv lock --directory lambda_code/a"
    )


@pytest.mark.parametrize("source", ['git = "https://example.com/six.git"', 'path = "six.whl"', 'editable = "../six"'])
def test_what_comes_from_elsewhere_than_an_index_is_refused(source: str) -> None:
    lock = LOCK.replace('version = "1.17.0"\nsource = { registry = "https://pypi.org/simple" }',
                        f'version = "1.17.0"\nsource = {{ {source} }}')  # fmt: skip

    assert refusal(lock) == (
        f"lambda_code/a/uv.lock: six comes from elsewhere than an index ({source.split()[0]}): publish it, or put its "
        "code into the folder"
    )


@pytest.mark.parametrize(
    "lock",
    [
        "",
        "package = 1",
        "[[package]]\nname = 'a'",
        LOCK.replace("sys_platform ==", "?"),
        LOCK.replace('[[package]]\nname = "h2"', '[[package]]\nname = "h"'),
    ],
)
def test_what_uv_would_not_write_is_told_with_the_way_out(lock: str) -> None:
    assert refusal(lock) == "lambda_code/a/uv.lock is not as uv writes it: run uv lock --directory lambda_code/a"


def test_what_is_no_toml_is_told() -> None:
    assert refusal(lock="=").startswith("lambda_code/a/uv.lock is not TOML: ")
    assert refusal(project="=").startswith("lambda_code/a/pyproject.toml is not TOML: ")


def test_a_project_without_a_table_of_its_own_is_refused() -> None:
    assert refusal(project="[tool.ruff]\n") == (
        "lambda_code/a/pyproject.toml does not say what the function needs: 'project'"
    )


@pytest.mark.parametrize(
    ("project", "declares"),
    [(PROJECT, True), ("[project]\nname = 'a'\n", False), ("[tool.ruff]\nline-length = 120\n", False)],
)
def test_most_files_of_projects_are_for_tools_alone(project: str, declares: bool) -> None:
    assert uv.declares_dependencies(project, "pyproject.toml") is declares
