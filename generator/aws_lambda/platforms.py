"""What a runtime of Lambda runs on: the version of its language, its machine, and its C library."""

from typing import Final, NamedTuple

_MACHINES: Final = {"arm64": "aarch64", "x86_64": "x86_64"}
_FIRST_ON_AL2023: Final = (3, 12)  # of Python; earlier ones are on Amazon Linux 2


class Platform(NamedTuple):
    """Where a function runs, as its packages see it."""

    runtime: str  # as Lambda names it: python3.14, nodejs22.x
    architecture: str  # as Lambda names it

    @property
    def shown(self) -> str:
        return f"{self.runtime} on {self.architecture}"

    @property
    def python(self) -> str:
        """`python3.14` -> `3.14`"""
        return self.runtime.removeprefix("python")

    @property
    def machine(self) -> str:
        return _MACHINES[self.architecture]

    @property
    def manylinux(self) -> str:
        """The newest wheels that its C library takes: Amazon Linux 2023 has glibc 2.34, Amazon Linux 2 has 2.26.

        Of the platforms that uv knows, manylinux2014 (2.17) is the newest that runs on 2.26.
        https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
        https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html
        """
        version = tuple(int(part) for part in self.python.split("."))
        return "manylinux_2_34" if version >= _FIRST_ON_AL2023 else "manylinux2014"

    def markers(self) -> dict[str, str]:
        """Return what environment markers of requirements are compared with.

        https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
        """
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Linux",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": "linux",
            "extra": "",
        }
