"""Wheels in packages: installed by the real uv, from wheels that the tests make."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator import packages
from generator.errors import DeployError
from generator.spec.code import Package, code_of
from tests.packages.wheelhouse import Wheelhouse
from tests.support import Project

FOLDER = "lambda_code/a"
LOCK = f"{FOLDER}/requirements.txt"


@pytest.fixture
def wheels(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Wheelhouse:
    return Wheelhouse(tmp_path_factory.mktemp("wheels"), monkeypatch)


@pytest.fixture
def a(project: Project) -> Project:
    """A project with the function `a`."""
    project.function("a")
    return project


def package(runtime: str = "python3.14", architecture: str = "arm64") -> Package:
    code = code_of(FOLDER, handler="app.handler", runtime=runtime, architecture=architecture, inline=None)
    assert isinstance(code, Package)
    return code


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def refusal(**options: str) -> str:
    with pytest.raises(DeployError) as refused:
        packages.zipped(package(**options))
    return str(refused.value)


def test_what_a_function_imports_stands_beside_its_code(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha", requires=["beta>=1"], commands=True)
    wheels.add("beta")
    a.write(LOCK, "alpha==1.0\nbeta==1.0\n")

    assert names(packages.zipped(package())) == [
        "alpha-1.0.dist-info/METADATA",
        "alpha-1.0.dist-info/WHEEL",
        "alpha-1.0.dist-info/entry_points.txt",
        "alpha.py",
        "app.py",
        "beta-1.0.dist-info/METADATA",
        "beta-1.0.dist-info/WHEEL",
        "beta.py",
        "requirements.txt",
    ]


def test_a_folder_with_dependencies_never_stands_in_the_template(a: Project) -> None:
    a.write(LOCK, "alpha==1.0\n")

    assert package().dependencies is not None


@pytest.mark.parametrize(
    ("runtime", "architecture", "chosen"),
    [
        ("python3.14", "arm64", "cp314-cp314-manylinux_2_28_aarch64"),
        ("python3.14", "x86_64", "cp314-cp314-manylinux_2_28_x86_64"),
        ("python3.11", "arm64", "cp311-cp311-manylinux_2_17_aarch64"),
    ],
)
def test_wheels_are_those_of_the_runtime_and_the_architecture(
    a: Project, wheels: Wheelhouse, runtime: str, architecture: str, chosen: str
) -> None:
    for python in ("cp311", "cp314"):
        for platform in ("2_17_aarch64", "2_17_x86_64", "2_28_aarch64", "2_28_x86_64", "2_39_aarch64"):
            tag = f"{python}-{python}-manylinux_{platform}"
            wheels.add("alpha", tag=tag, files={"alpha.py": f"TAG = '{tag}'\n"})
    a.write(LOCK, "alpha==1.0\n")

    with zipfile.ZipFile(io.BytesIO(packages.zipped(package(runtime, architecture)))) as archive:
        assert archive.read("alpha.py").decode() == f"TAG = '{chosen}'\n"


def test_a_rebuild_from_nothing_has_the_same_bytes(
    a: Project, wheels: Wheelhouse, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wheels.add("alpha", commands=True)
    a.write(LOCK, "alpha==1.0\n")
    first, content = package(), packages.zipped(package())
    elsewhere = Project(tmp_path_factory.mktemp("elsewhere"))
    for path in ("app.py", "requirements.txt"):
        elsewhere.write(f"{FOLDER}/{path}", (a.root / FOLDER / path).read_bytes())
    monkeypatch.chdir(elsewhere.root)
    monkeypatch.setenv("UV_CACHE_DIR", str(elsewhere.root / "cache"))

    assert package().digest == first.digest
    assert packages.zipped(package()) == content


def test_the_key_changes_with_the_lock_and_with_nothing_that_is_installed(a: Project) -> None:
    a.write(LOCK, "alpha==1.0\n")
    before = package().digest
    a.write(LOCK, "alpha==1.1\n")

    assert package().digest != before


def test_a_package_with_dependencies_has_another_key_than_one_without(a: Project) -> None:
    """The way of installing is a part of it."""
    a.write(LOCK, "# alpha==1.0\n")
    a.write(f"{FOLDER}/more.py", "")
    without = package()
    a.write(LOCK, "alpha==1.0  #\n")

    assert without.dependencies is None
    assert package().digest != without.digest


def test_what_is_needed_in_turn_must_be_pinned(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha", requires=["beta>=1,<2", "gamma; python_version < '3.12'", "delta; extra == 'more'"])
    a.write(LOCK, "alpha==1.0\n")

    assert (
        refusal() == f"{LOCK}: alpha==1.0 needs beta<2,>=1, which is not pinned: pin that too, as uv pip compile does"
    )


def test_a_requirement_of_an_old_form_says_nothing(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha", requires=["beta (>=1.*)"])
    a.write(LOCK, "alpha==1.0\n")

    assert "alpha.py" in names(packages.zipped(package()))


def test_what_an_extra_needs_in_turn_must_be_pinned(a: Project, wheels: Wheelhouse) -> None:
    """`alpha` asks for an extra of `beta`."""
    wheels.add("alpha", requires=["beta[more]"])
    wheels.add("beta", requires=["gamma; extra == 'more'", "delta; extra == 'other'"])
    a.write(LOCK, "alpha==1.0\nbeta==1.0\n")

    assert refusal() == f"{LOCK}: beta==1.0 needs gamma, which is not pinned: pin that too, as uv pip compile does"


def test_what_is_needed_in_turn_must_fit(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha", requires=["beta>=2"])
    wheels.add("beta")
    a.write(LOCK, "alpha==1.0\nbeta==1.0\n")

    assert refusal() == f"{LOCK}: alpha==1.0 needs beta>=2, and 1.0 is pinned"


def test_a_version_that_is_not_there_is_no_reason_to_take_another(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha", "0.9")
    a.write(LOCK, "alpha==1.0\n")

    assert refusal() == f"{LOCK}: alpha==1.0 does not exist in the index that uv asks"


def test_another_version_than_the_pinned_one_is_an_error(a: Project, wheels: Wheelhouse) -> None:
    """`1.0` takes `1.0+local`, which is other code."""
    wheels.add("alpha", "1.0+local")
    a.write(LOCK, "alpha==1.0\n")

    assert refusal() == f"{LOCK}: alpha 1.0+local was installed in the place of 1.0"


def test_a_wheel_for_other_machines_alone_is_missing(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha", tag="cp314-cp314-manylinux_2_17_x86_64")
    a.write(LOCK, "alpha==1.0\n")

    assert refusal() == (
        f"{LOCK}: alpha==1.0 has no wheel for python3.14 on arm64: pin a version that has one, or take another "
        "runtime or architecture"
    )


def test_hashes_are_checked(a: Project, wheels: Wheelhouse) -> None:
    digest = wheels.add("alpha")
    a.write(LOCK, f"alpha==1.0 --hash={digest}\n")
    assert "alpha.py" in names(packages.zipped(package()))

    a.write(LOCK, f"alpha==1.0 --hash=sha256:{'0' * 64}\n")
    assert refusal() == (
        f"{LOCK}: what the index gives for alpha==1.0 has another hash than the lock says: find out why before you "
        "write the lock anew"
    )


def test_two_that_bring_the_same_file_with_other_content_are_refused(a: Project, wheels: Wheelhouse) -> None:
    for name in ("alpha", "beta"):
        wheels.add(name, files={"shared/__init__.py": "", "shared/names.py": f"NAME = '{name}'\n"})
    a.write(LOCK, "alpha==1.0\nbeta==1.0\n")

    assert (
        refusal()
        == f"{LOCK}: alpha==1.0 and beta==1.0 both bring shared/names.py, and not the same: leave one of them out"
    )


def test_a_file_of_the_function_s_own_is_not_replaced(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha", files={"app.py": ""})
    a.write(LOCK, "alpha==1.0\n")

    assert refusal() == "app.py stands in the function's folder, and a dependency brings it too: rename it"


def test_without_a_network_it_is_said_what_could_not_be_reached(a: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("UV_CACHE_DIR", str(a.root / "cache"))
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    a.write(LOCK, "alpha==1.0\n")

    said = refusal()

    assert said.startswith(
        f"{LOCK}: uv cannot reach http://127.0.0.1:9/simple/alpha/, and does not have the packages in its cache: "
    )
    assert "\n" not in said


def test_a_uv_that_is_not_there_is_told(a: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise FileNotFoundError

    monkeypatch.setattr("uv.find_uv_bin", missing)
    a.write(LOCK, "alpha==1.0\n")

    assert refusal() == "uv, which installs packages, is not there: install httpapi again"


def test_nothing_is_left_where_packages_are_installed(
    a: Project, wheels: Wheelhouse, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    wheels.add("alpha", requires=["beta"])
    a.write(LOCK, "alpha==1.0\n")
    refusal()

    assert list(scratch.iterdir()) == []
    assert sorted(path.name for path in Path(FOLDER).iterdir()) == ["app.py", "requirements.txt"]


def test_no_trace_of_this_machine_is_in_a_package(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha", commands=True)
    a.write(LOCK, "alpha==1.0\n")

    with zipfile.ZipFile(io.BytesIO(packages.zipped(package()))) as archive:
        for name in archive.namelist():
            assert sys.prefix.encode() not in archive.read(name)
            assert str(Path.cwd()).encode() not in archive.read(name)


def test_the_package_of_another_function_with_the_same_digest_is_taken(a: Project, wheels: Wheelhouse) -> None:
    a.write(LOCK, "alpha==1.0\n")
    path = packages.BUILD / package().key("a")
    a.write((packages.BUILD / package().key("b")).as_posix(), "built for b")

    assert packages.built(path, package()) == b"built for b"


def test_what_fails_names_the_function(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha", requires=["beta", "gamma"])
    a.write(LOCK, "alpha==1.0\n")

    with pytest.raises(DeployError) as refused:
        packages.built(packages.BUILD / package().key("a"), package())

    assert [line.split(",")[0] for line in str(refused.value).splitlines()] == [
        f"a: {LOCK}: alpha==1.0 needs beta",
        f"a: {LOCK}: alpha==1.0 needs gamma",
    ]


def test_two_that_package_at_once_do_not_disturb_each_other(a: Project, wheels: Wheelhouse) -> None:
    wheels.add("alpha")
    a.write(LOCK, "alpha==1.0\n")
    a.write("apis/demo.yaml", "functions: {a: lambda_code/a}\n")
    command = [sys.executable, "-m", "generator", "package"]
    environment = {**os.environ, "PYTHONPATH": str(Path(packages.__file__).parents[2])}

    running = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(3)]

    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert [path.name for path in packages.BUILD.iterdir()] == [package().key("a")]


def test_an_interrupted_build_leaves_nothing_that_looks_built(
    a: Project, wheels: Wheelhouse, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """uv waits for an index that never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.delenv("UV_NO_INDEX")
        monkeypatch.setenv("UV_DEFAULT_INDEX", f"http://127.0.0.1:{silent.getsockname()[1]}/simple")
        scratch = tmp_path_factory.mktemp("scratch")
        environment = {**os.environ, "PYTHONPATH": str(Path(packages.__file__).parents[2]), "TMPDIR": str(scratch)}
        a.write(LOCK, "alpha==1.0\n")
        a.write("apis/demo.yaml", "functions: {a: lambda_code/a}\n")
        command = [sys.executable, "-m", "generator", "package"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True) as running:
            silent.accept()  # now uv has asked
            os.killpg(running.pid, signal.SIGINT)  # as a terminal does
            code = running.wait(60)

    assert code == 130
    assert not packages.BUILD.exists()
    assert [path.name for path in scratch.iterdir() if path.name.startswith("httpapi-")] == []
