"""The examples with dependencies, packaged with real ones for Lambda's arm64, whatever this machine is."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from generator import packages, pipeline
from generator.spec.code import Package

pytestmark = [pytest.mark.packaging, pytest.mark.usefixtures("package_index")]

AARCH64 = 0xB7  # e_machine of ELF


@pytest.fixture(autouse=True)
def _in_the_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def package_of(name: str) -> Package:
    (loaded,) = pipeline.load_all([Path(f"apis/{name}.yaml")])
    (package,) = packages.packages(loaded.spec).values()
    assert isinstance(package, Package)
    return package


def contents(name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packages.zipped(package_of(name)))) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def test_the_compiled_part_of_pydantic_is_for_arm64_and_for_python_3_14() -> None:
    compiled = {name: content for name, content in contents("quotes").items() if name.endswith(".so")}

    assert list(compiled) == ["pydantic_core/_pydantic_core.cpython-314-aarch64-linux-gnu.so"]
    assert {int.from_bytes(content[18:20], "little") for content in compiled.values()} == {AARCH64}


@pytest.mark.parametrize("name", ["quotes", "timetable"])
def test_every_version_is_that_of_the_lock_file(name: str) -> None:
    lock = Path(f"lambda_code/{name}/requirements.txt").read_text()

    installed = {
        f"{match[1].replace('_', '-')}=={match[2]}"
        for path in contents(name)
        if (match := re.fullmatch(r"([^/]+)-([^/-]+)\.dist-info/METADATA", path))
    }

    assert installed == set(re.findall(r"^\S+==\S+", lock, re.MULTILINE))


def test_powertools_is_packaged_with_the_data_of_the_function() -> None:
    assert {"app.py", "timetable.json", "aws_lambda_powertools/__init__.py"} <= set(contents("timetable"))


@pytest.mark.parametrize("name", ["quotes", "timetable"])
def test_a_rebuild_from_nothing_has_the_same_bytes(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packages.zipped(package_of(name))
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path))

    assert packages.zipped(package_of(name)) == first


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_every_kind_of_lock_leads_to_a_package(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "tests/specs")
    (loaded,) = pipeline.load_all([Path("apis/dependencies.yaml")])

    installed = {}
    for path, package in packages.packages(loaded.spec).items():
        with zipfile.ZipFile(io.BytesIO(packages.built(path, package))) as archive:
            installed[path.name.split("-")[0]] = set(archive.namelist()) & {"six.py", "node_modules/nanoid/index.js"}

    assert installed == {"requirements": {"six.py"}, "uv": {"six.py"}, "npm": {"node_modules/nanoid/index.js"}}
