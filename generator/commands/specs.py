"""What commands are given: names of APIs, and files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator import spec_files
from generator.errors import GeneratorError, UnreadableError, did_you_mean


def spec_of(api: str) -> Path:
    (spec,) = specs([api])
    return spec


def specs(apis: Sequence[str]) -> list[Path]:
    """Return the specs of these APIs, or of all.

    Raises GeneratorError if there is no such API.
    """
    specs = {spec.stem: spec for spec in spec_files.find_specs()}
    for api in apis:
        if api not in specs:
            hint = did_you_mean(api, specs) or f"; there are {', '.join(specs)}"
            raise GeneratorError(f"there is no API {api} in {spec_files.SPECS}/{hint}")
    return [specs[api] for api in apis] if apis else list(specs.values())


def text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file}: is not UTF-8 text: {error.reason} at byte {error.start}") from error
