"""What tests share: a project in a temporary folder, and elements as plain dicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from troposphere import AWSObject, Output, Parameter

from generator.errors import SpecError
from generator.resources.element import Element, Metadata
from generator.spec.api import ApiSpec
from generator.spec.load import LoadedSpec, load

HANDLER = "def handler(event, context):\n    return {'statusCode': 200}\n"


@dataclass(frozen=True)
class Project:
    """A project in its own folder, which is also the working directory."""

    root: Path

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file; text is dedented. Return its path relative to the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else dedent(content).lstrip("\n").encode())
        return Path(path)

    def function(self, name: str, code: str = HANDLER, file: str = "app.py") -> str:
        """Write a function's folder below lambda_code/ and return its path."""
        self.write(f"lambda_code/{name}/{file}", code)
        return f"lambda_code/{name}"

    def load(self, text: str, name: str = "demo") -> LoadedSpec:
        return load(self.write(f"apis/{name}.yaml", text))

    def spec(self, text: str, name: str = "demo") -> ApiSpec:
        """Load a spec after writing the folder of every function `lambda_code/<name>` that it mentions."""
        for word in set(text.replace(",", " ").replace("}", " ").split()):
            if word.startswith("lambda_code/") and not (self.root / word).exists():
                self.function(word.removeprefix("lambda_code/"))
        return self.load(text, name).spec

    def problems(self, text: str | bytes, name: str = "demo") -> list[str]:
        """Return what is wrong with a spec, a line each, as the user reads it; empty if nothing is."""
        try:
            load(self.write(f"apis/{name}.yaml", text))
        except SpecError as error:
            return [str(problem) for problem in error.problems]
        return []

    def files(self) -> dict[str, bytes]:
        """Return every file of the project by its path, without what Python caches."""
        paths = sorted(path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}


def by_id(elements: Iterable[Element]) -> dict[str, Any]:
    """Return elements as plain dicts by their logical ID."""
    return {str(element.title): _plain(element) for element in elements}


def _plain(element: Element) -> Any:
    match element:
        case Metadata():
            return element.value
        case AWSObject() | Parameter() | Output():
            return element.to_dict()
