"""Distributions made for a test, so that uv installs them without a network."""

from __future__ import annotations

import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pytest


class Wheelhouse:
    """A folder of wheels, which is all that uv knows."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        monkeypatch.setenv("UV_NO_INDEX", "1")
        monkeypatch.setenv("UV_FIND_LINKS", str(folder))
        monkeypatch.setenv("UV_CACHE_DIR", str(folder / "cache"))

    def add(
        self,
        name: str,
        version: str = "1.0",
        *,
        tag: str = "py3-none-any",
        requires: Sequence[str] = (),
        files: Mapping[str, str] | None = None,
        commands: bool = False,
    ) -> str:
        """Build a wheel; return its hash. It brings a module of its name unless `files` say otherwise."""
        info = f"{name}-{version}.dist-info"
        metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}"]
        metadata += [f"Requires-Dist: {requirement}" for requirement in requires]
        contents = {f"{name}.py": f"NAME = '{name}'\n"} if files is None else dict(files)
        contents[f"{info}/METADATA"] = "\n".join(metadata) + "\n"
        contents[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n"
        if commands:
            contents[f"{info}/entry_points.txt"] = f"[console_scripts]\n{name} = {name}:main\n"
        record = [f"{path},sha256={_digest(text)},{len(text)}" for path, text in contents.items()]
        contents[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,"]) + "\n"
        wheel = self.folder / f"{name}-{version}-{tag}.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for path, text in contents.items():
                archive.writestr(path, text)
        return f"sha256:{sha256(wheel.read_bytes()).hexdigest()}"


def _digest(text: str) -> str:
    return urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip("=")
