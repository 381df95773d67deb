"""What runtimes run on."""

import pytest

from generator.aws_lambda.platforms import Platform


@pytest.mark.parametrize(
    ("runtime", "manylinux"),
    [
        ("python3.10", "manylinux2014"),
        ("python3.11", "manylinux2014"),
        ("python3.12", "manylinux_2_34"),
        ("python3.14", "manylinux_2_34"),
    ],
)
def test_wheels_are_as_new_as_the_c_library_of_the_runtime_takes(runtime: str, manylinux: str) -> None:
    assert Platform(runtime, "arm64").manylinux == manylinux


@pytest.mark.parametrize(("architecture", "machine"), [("arm64", "aarch64"), ("x86_64", "x86_64")])
def test_markers_are_those_of_lambda(architecture: str, machine: str) -> None:
    markers = Platform("python3.13", architecture).markers()

    assert markers["platform_machine"] == machine
    assert (markers["python_version"], markers["python_full_version"]) == ("3.13", "3.13.0")
    assert (markers["sys_platform"], markers["platform_system"], markers["os_name"]) == ("linux", "Linux", "posix")
