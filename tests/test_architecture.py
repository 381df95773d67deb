"""The direction of imports, and what each command imports, read from the code and from real processes."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator import packages
from tests.support import Project

PACKAGE = Path(__file__).parent.parent / "generator"

# Who may import whom, inside the package. A row lists every room that a room may see beside itself.
KNOWLEDGE = {
    "aws_iam", "aws_lambda", "aws_service_catalog", "capabilities", "errors", "flavours", "http_api", "names",
    "resource_types", "syntax", "worlds",
}  # fmt: skip
MAY_IMPORT: dict[str, set[str]] = {
    "": {"errors", "spec", "templates"},  # the Python API
    "__main__": {"cli"},
    "errors": set(),
    "aws_iam": {"syntax"},
    "aws_lambda": {"errors"},
    "aws_service_catalog": {"syntax"},
    "capabilities": set(),
    "flavours": set(),
    "http_api": set(),
    "syntax": set(),
    "worlds": set(),
    "resource_types": set(),
    "names": {"http_api"},
    "spec": KNOWLEDGE,
    "resources": KNOWLEDGE | {"spec"},
    "templates": KNOWLEDGE | {"spec", "resources", "launch_role"},
    "render": {"syntax"},
    "lint": {"errors", "http_api"},  # and the rules, by the name of their module
    "template_model": KNOWLEDGE | {"translation"},
    "rule_reference": {"errors", "rules"},
    "rules": KNOWLEDGE | {"template_model"},
    "output": {"errors", "flavours"},
    "packages": KNOWLEDGE | {"spec"},
    "route_table": {"spec"},
    "openapi": KNOWLEDGE | {"render"},
    "launch_role": KNOWLEDGE | {"spec", "render"},
    "emulator": {"errors"},
    "transitions": KNOWLEDGE,
    "spec_files": {"errors", "spec"},
    "origins": KNOWLEDGE | {"spec"},
    "pipeline": KNOWLEDGE | {"spec", "spec_files", "origins", "templates", "render", "lint", "output", "openapi"},
    "translation": {"errors", "resource_types"},
    "changes": KNOWLEDGE | {"spec", "output", "pipeline", "transitions", "translation"},
    "equivalence": {"errors", "names", "resource_types", "syntax"},
    "comparison": KNOWLEDGE | {"spec", "pipeline", "translation", "equivalence", "flavours"},
    "aws_cli": {"errors"},
    "buckets": {"aws_cli", "errors"},
    "deployment": KNOWLEDGE
    | {"spec", "packages", "packaged_template", "pipeline", "stack_parameters", "translation", "aws_cli", "buckets"},
    "publication": KNOWLEDGE | {"spec", "packages", "pipeline", "deployment", "buckets"},
    "stack_parameters": KNOWLEDGE | {"pipeline"},
    "packaged_template": KNOWLEDGE | {"spec", "packages", "pipeline", "render", "translation"},
    "arguments": {"flavours"},
    "commands": KNOWLEDGE
    | {
        "arguments",
        "spec",
        "spec_files",
        "pipeline",
        "output",
        "lint",
        "route_table",
        "rule_reference",
        "openapi",
        "changes",
        "comparison",
        "launch_role",
        "packages",
        "packaged_template",
        "deployment",
        "publication",
        "emulator",
    },
    "cli": {"arguments", "errors"},
}
# Modules of a room that meet through `names` only, and what they share.
SHARED_BY_BUILDERS = {
    "element", "policies", "deployment_role", "deployment_settings", "execution_roles", "function_code",
    "function_properties", "function_settings", "grants", "hook_policies", "provisioned_concurrency", "serverless_code",
    "serverless_deployments", "template_urls",
}  # fmt: skip
BUILDERS = {path.stem for path in (PACKAGE / "resources").glob("*.py")} - {"__init__", *SHARED_BY_BUILDERS}
# Those of the stack that offers a product: they are given an `Offer`.
OF_OFFERS = {path.stem for path in (PACKAGE / "resources/service_catalog").glob("*.py")} - {"__init__"}
PRINTERS = {"cli", *(f"commands.{path.stem}" for path in (PACKAGE / "commands").glob("[!_]*.py"))}
WRITERS = {"output", "emulator", "packages.installations", "packages.node_modules"}  # packages in temporary folders


@cache
def modules() -> dict[str, ast.Module]:
    """Return the package's modules by dotted name, without `generator.`."""
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip("."): ast.parse(
            path.read_text()
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names, without `generator.`, of what a module imports from the package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "generator":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator."):
            yield str(node.module).removeprefix("generator.")
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("generator") for alias in node.names), "import names, not modules"


def room(module: str) -> str:
    return module.split(".")[0]


@pytest.mark.parametrize("module", modules())
def test_imports_point_one_way(module: str) -> None:
    seen = {room(name) for name in imported(modules()[module])} - {room(module)}

    assert seen <= MAY_IMPORT[room(module)]


def test_the_table_names_every_room_and_no_other() -> None:
    assert {room(module) for module in modules()} == set(MAY_IMPORT)


@pytest.mark.parametrize("builder", sorted(BUILDERS))
def test_builders_do_not_import_one_another(builder: str) -> None:
    names = {name for name in imported(modules()[f"resources.{builder}"]) if room(name) == "resources"}

    assert names <= {"resources", *(f"resources.{shared}" for shared in SHARED_BY_BUILDERS)}


@pytest.mark.parametrize("builder", sorted(OF_OFFERS))
def test_builders_of_offers_do_not_import_one_another(builder: str) -> None:
    names = {name for name in imported(modules()[f"resources.service_catalog.{builder}"]) if room(name) == "resources"}

    assert names <= {"resources.element", "resources.service_catalog", "resources.template_urls"}


def test_knowledge_needs_no_library() -> None:
    for module, tree in modules().items():
        if room(module) in KNOWLEDGE:
            for node in ast.walk(tree):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
                assert {name.split(".")[0] for name in names} <= {*sys.stdlib_module_names, "generator"}


def packages_of(folder: Path) -> set[str]:
    """Return what the modules of a folder import, by the first of its names."""
    nodes = [node for path in folder.rglob("*.py") for node in ast.walk(ast.parse(path.read_text()))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


def test_the_second_opinion_and_the_generator_know_nothing_of_each_other() -> None:
    assert "audit" not in packages_of(PACKAGE)
    assert packages_of(PACKAGE.parent / "audit") - sys.stdlib_module_names == {"audit", "cfnlint", "yaml"}


def calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name


def test_only_the_command_line_prints_or_exits() -> None:
    printing = {"print", "exit", "_exit", "input"}

    assert {module for module, tree in modules().items() if printing & set(calls(tree))} <= PRINTERS


def test_only_output_installers_and_the_emulator_touch_files() -> None:
    touching = {"write_text", "write_bytes", "unlink", "rmdir", "mkdir", "rename", "rmtree", "touch", "open"}
    touching |= {"copyfile", "TemporaryDirectory"}

    found = {module for module, tree in modules().items() if touching & set(calls(tree))}

    assert found - {"cli"} == WRITERS  # cli opens /dev/null when its reader has gone
    assert "write_bytes" not in set(calls(modules()["cli"]))


HEAVY = ("cfnlint", "rich", "botocore", "ministack", "samtranslator", "subprocess", "urllib.request", "http.client")


def loaded_by(arguments: list[str], root: Path) -> set[str]:
    """Return which heavy modules one command has imported when it ends."""
    script = (
        "import sys\nfrom generator.cli import run\n"
        f"try:\n    code = run({arguments!r})\nexcept SystemExit as stop:\n    code = stop.code\n"
        f"print('LOADED', code, *[m for m in {HEAVY!r} if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    code, *names = next(line for line in result.stdout.splitlines() if line.startswith("LOADED")).split()[1:]
    assert code == "0", result.stderr
    return set(names)


def test_generating_without_the_check_imports_nothing_heavy(project: Project) -> None:
    project.function("hello")
    project.write("apis/demo.yaml", "functions: {hello: lambda_code/hello}")

    assert loaded_by(["generate", "--no-lint"], project.root) == set()


@pytest.mark.lint
def test_generating_with_the_check_imports_no_more_than_cfn_lint(project: Project) -> None:
    project.function("hello")
    project.write("apis/demo.yaml", "functions: {hello: lambda_code/hello}")

    assert "cfnlint" in loaded_by(["generate"], project.root)
    assert not {"rich", "ministack"} & loaded_by(["generate"], project.root)


def test_packaging_imports_nothing_heavy(project: Project) -> None:
    project.function("hello")
    project.write("apis/demo.yaml", "functions: {hello: {code: lambda_code/hello, inline: false}}")

    assert loaded_by(["package"], project.root) == set()


def test_packages_that_are_current_import_nothing_that_installs(project: Project) -> None:
    project.function("hello")
    project.write("lambda_code/hello/requirements.txt", "six==1.17.0\n")
    spec = project.load("functions: {hello: lambda_code/hello}").spec
    for path in packages.packages(spec):
        project.write(path.as_posix(), "built already")

    assert loaded_by(["package"], project.root) == set()


def test_showing_routes_imports_nothing_heavy(project: Project) -> None:
    project.function("hello")
    project.write("apis/demo.yaml", "functions: {hello: lambda_code/hello}")

    assert loaded_by(["routes", "demo"], project.root) == set()


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_printing_an_openapi_document_imports_nothing_heavy(project: Project, form: str) -> None:
    project.function("hello")
    project.write("apis/demo.yaml", "functions: {hello: lambda_code/hello}")

    assert loaded_by(["openapi", "demo", "--format", form], project.root) == set()


def test_comparing_imports_the_translator_and_nothing_that_checks_or_deploys(project: Project) -> None:
    project.function("hello")
    project.write("apis/demo.yaml", "functions: {hello: lambda_code/hello}")

    loaded = loaded_by(["compare", "demo"], project.root)

    assert "samtranslator" in loaded
    assert not {"cfnlint", "rich", "ministack"} & loaded


def test_specs_that_are_no_products_import_nothing_of_service_catalog(project: Project) -> None:
    project.function("hello")
    project.write("apis/demo.yaml", "functions: {hello: lambda_code/hello}")
    script = (
        "import sys\nfrom generator.cli import run\nrun(['generate', '--no-lint'])\n"
        "print([m for m in sys.modules if 'service_catalog' in m or 'servicecatalog' in m or 'launch_role' in m or "
        "'portfolio' in m], file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}

    result = subprocess.run(
        [sys.executable, "-c", script], cwd=project.root, env=environment, capture_output=True, text=True, check=True
    )

    assert result.stderr == "[]\n"


def test_printing_a_launch_role_imports_nothing_heavy_and_not_cfn_lint_whose_data_it_reads(project: Project) -> None:
    project.write("queue.yaml", "Resources: {Jobs: {Type: AWS::SQS::Queue}}")

    assert loaded_by(["launch-role", "queue.yaml"], project.root) == set()


def test_help_imports_neither_pydantic_nor_troposphere(project: Project) -> None:
    script = (
        "import sys\nfrom generator.cli import run\ntry:\n    run(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('pydantic', 'troposphere', 'yaml') if m in sys.modules], file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}

    result = subprocess.run(
        [sys.executable, "-c", script], cwd=project.root, env=environment, capture_output=True, text=True, check=True
    )

    assert result.stderr == "[]\n"
