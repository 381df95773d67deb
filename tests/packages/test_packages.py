"""Packages: what is in a zip, and what its name does and does not depend on."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from generator import packages
from generator.errors import DeployError
from generator.spec.code import Archive, Package, code_of
from tests.support import HANDLER, Project

FOLDER = "lambda_code/orders"
ANY_TIME = 1_700_000_000  # seconds since 1970


@pytest.fixture
def orders(project: Project) -> Project:
    """A project with a function of three files, one of them executable."""
    return _with_orders(project)


def test_only_packaged_functions_have_a_package(orders: Project) -> None:
    orders.function("hello")
    spec = orders.load("""
        functions: {hello: lambda_code/hello, orders: lambda_code/orders}
        routes: {$default: hello, GET /orders: orders}
    """).spec

    assert [path.as_posix() for path in packages.packages(spec)] == [f"build/orders-{_package().digest}.zip"]


def test_a_zip_holds_every_file_in_the_order_of_its_name(orders: Project) -> None:
    with _zip() as archive:
        assert archive.namelist() == ["app.py", "bin/run", "helpers.py"]
        assert archive.read("app.py") == HANDLER.encode()


def test_names_are_sorted_by_their_bytes_and_not_by_a_language(orders: Project) -> None:
    for name in ("Zebra.py", "ähre.py", "_a.py", "a-b.py", "a/b.py"):
        orders.write(f"{FOLDER}/{name}", "")

    with _zip() as archive:
        names = archive.namelist()
    assert names == sorted(names, key=str.encode)
    assert names[0] == "Zebra.py"
    assert names[-1] == "ähre.py"


def test_every_file_has_the_same_date(orders: Project) -> None:
    with _zip() as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_file_can_be_read_by_all_and_stays_executable_if_it_was(orders: Project) -> None:
    (orders.root / FOLDER / "helpers.py").chmod(0o600)
    with _zip() as archive:
        modes = {entry.filename: entry.external_attr >> 16 for entry in archive.infolist()}
        systems = {entry.create_system for entry in archive.infolist()}

    assert modes == {
        "app.py": stat.S_IFREG | 0o644,
        "bin/run": stat.S_IFREG | 0o755,
        "helpers.py": stat.S_IFREG | 0o644,
    }
    assert systems == {3}  # Unix: on other systems modes would not count


def test_the_same_files_make_the_same_bytes(orders: Project) -> None:
    first = packages.zipped(_package())
    _touch(orders)

    assert packages.zipped(_package()) == first


def test_a_file_that_is_gone_since_the_spec_was_read_is_an_error(orders: Project) -> None:
    package = _package()
    (orders.root / FOLDER / "helpers.py").unlink()

    with pytest.raises(DeployError, match=r"helpers\.py: cannot be read: No such file or directory"):
        packages.zipped(package)


def test_a_package_that_is_too_large_is_refused(orders: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    package = _package()
    monkeypatch.setattr("generator.aws_lambda.sizes.UNZIPPED_BYTES", 10)

    with pytest.raises(DeployError, match=r"^orders: takes [0-9]+ bytes unzipped, and Lambda allows 10 bytes, layers "):
        packages.built(packages.BUILD / package.key("orders"), package)


def test_a_package_that_only_a_bucket_carries_is_noted(orders: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path, content = Path("build/orders-0.zip"), packages.zipped(_package())
    assert packages.note(path, content) is None

    monkeypatch.setattr("generator.aws_lambda.sizes.ZIPPED_BYTES", 10)
    noted = packages.note(path, content)
    assert noted is not None
    assert noted.startswith("build/orders-0.zip: has ")


def test_the_key_is_the_function_s_name_and_the_digest(orders: Project) -> None:
    package = _package()

    assert package.key("orders") == f"orders-{package.digest}.zip"
    assert len(package.digest) == 64


def test_the_key_changes_with_a_byte(orders: Project) -> None:
    before = _package().digest
    orders.write(f"{FOLDER}/helpers.py", "VALUE = 2\n")

    assert _package().digest != before


def test_only_the_key_of_the_function_that_changed_changes(orders: Project) -> None:
    orders.write("lambda_code/other/app.py", HANDLER)
    orders.write("lambda_code/other/requirements.txt", "six==1.17.0\n")
    text = """
        functions: {orders: lambda_code/orders, other: lambda_code/other}
        routes: {GET /orders: orders, GET /other: other}
    """
    before = set(packages.packages(orders.load(text).spec))
    orders.write("lambda_code/other/requirements.txt", "six==1.16.0\n")
    after = set(packages.packages(orders.load(text).spec))

    assert [path.name.split("-")[0] for path in before - after] == ["other"]
    assert [path.name.split("-")[0] for path in after - before] == ["other"]


def test_the_key_changes_with_a_name(orders: Project) -> None:
    before = _package().digest
    (orders.root / FOLDER / "helpers.py").rename(orders.root / FOLDER / "helper.py")

    assert _package().digest != before


def test_the_key_changes_when_bytes_move_from_one_file_to_the_next(orders: Project) -> None:
    """Were names and contents only strung together, these two would read the same."""
    orders.write(f"{FOLDER}/x", b"1y-2")
    before = _package().digest
    orders.write(f"{FOLDER}/x", b"1")
    orders.write(f"{FOLDER}/y", b"2")

    assert _package().digest != before


def test_the_key_changes_with_the_executable_bit(orders: Project) -> None:
    before = _package().digest
    (orders.root / FOLDER / "bin/run").chmod(0o644)

    assert _package().digest != before


def test_the_key_changes_with_the_runtime(orders: Project) -> None:
    assert _package(runtime="python3.13").digest != _package().digest


def test_the_key_changes_with_the_architecture(orders: Project) -> None:
    assert _package(architecture="x86_64").digest != _package().digest


@pytest.mark.parametrize(
    "path",
    [
        "__pycache__/app.cpython-314.pyc",
        "bin/__pycache__/run.txt",
        "helpers.pyc",
        ".env",
        ".git/config",
        "bin/.DS_Store",
    ],
)
def test_the_key_and_the_zip_do_not_change_with_what_is_no_code(orders: Project, path: str) -> None:
    digest, content = _package().digest, packages.zipped(_package())
    orders.write(f"{FOLDER}/{path}", "anything")

    assert _package().digest == digest
    assert packages.zipped(_package()) == content


def test_the_key_does_not_change_with_modification_times(orders: Project) -> None:
    before = _package().digest
    _touch(orders)

    assert _package().digest == before


def test_the_key_does_not_change_with_an_empty_folder(orders: Project) -> None:
    before = _package().digest
    (orders.root / FOLDER / "empty").mkdir()

    assert _package().digest == before


def test_the_key_and_the_zip_are_the_same_in_another_folder(
    orders: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = _package()
    content = packages.zipped(here)
    elsewhere = _with_orders(Project(tmp_path_factory.mktemp("elsewhere")))
    monkeypatch.chdir(elsewhere.root)

    assert _package().digest == here.digest
    assert packages.zipped(_package()) == content


def test_a_zip_that_something_else_built_stays_as_it_is(project: Project) -> None:
    content = b"PK\5\6" + bytes(18)
    project.write("dist/app.zip", content)
    archive = Archive(sha256(content).hexdigest(), project.root / "dist/app.zip")

    assert packages.built(Path("build/app.zip"), archive) == content


def test_a_zip_that_has_changed_since_the_spec_was_read_is_an_error(project: Project) -> None:
    archive = Archive(sha256(b"before").hexdigest(), project.root / project.write("dist/app.zip", "after"))

    with pytest.raises(DeployError, match=r"app\.zip: has changed since the spec was read: try again"):
        packages.built(Path("build/app.zip"), archive)


def test_zips_of_the_same_files_are_the_same_however_they_were_deflated() -> None:
    deflated, stored = (_zip_of({"a.py": HANDLER}, how) for how in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))

    assert deflated != stored
    assert packages.holds_the_same(deflated, stored)


def test_what_differs_is_not_the_same() -> None:
    one = _zip_of({"a.py": HANDLER})

    assert not packages.holds_the_same(one, _zip_of({"b.py": HANDLER}))
    assert not packages.holds_the_same(one, _zip_of({"a.py": f"{HANDLER}#"}))
    assert not packages.holds_the_same(one, _zip_of({"a.py": HANDLER, "b.py": ""}))
    assert not packages.holds_the_same(one, one[:-1])
    assert not packages.holds_the_same(b"a", b"b")
    assert packages.holds_the_same(b"a", b"a")


def _zip_of(files: dict[str, str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, compression)
    return buffer.getvalue()


def _with_orders(project: Project) -> Project:
    project.function("orders")
    project.write(f"{FOLDER}/helpers.py", "VALUE = 1\n")
    project.write(f"{FOLDER}/bin/run", "#!/bin/sh\n")
    (project.root / FOLDER / "bin/run").chmod(0o755)
    return project


def _package(runtime: str = "python3.14", architecture: str = "arm64") -> Package:
    code = code_of(FOLDER, handler="app.handler", runtime=runtime, architecture=architecture, inline=None)
    assert isinstance(code, Package)
    return code


def _zip() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packages.zipped(_package())))


def _touch(project: Project) -> None:
    """Give every file of the function another modification time."""
    for path in Path(project.root / FOLDER).rglob("*"):
        os.utime(path, (ANY_TIME, ANY_TIME))
