"""From a file to an `ApiSpec`: every problem at once, each with file:line:column."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from generator.errors import Problem, SpecError
from generator.spec.api import ApiSpec
from generator.spec.source import Source, parse


class LoadedSpec(NamedTuple):
    """A valid spec, and the file that it came from: for problems that are only seen later."""

    spec: ApiSpec
    source: Source

    def located(self, problems: Iterable[Problem]) -> SpecError:
        """Return the problems as an error that says where in the file each stands."""
        return _located(problems, self.source)


def load(file: Path) -> LoadedSpec:
    """Read and validate one spec; the API's name is the file's name.

    Raises SpecError with every problem of the file.
    """
    if file.suffix != ".yaml":
        raise SpecError([Problem((), "specs end in .yaml: rename it", file.as_posix())])
    source = parse(_text(file), file.as_posix())
    return LoadedSpec(_validated(_mapping(source), file.stem, source), source)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = f"byte {error.object[error.start]:#04x} is not UTF-8: save the file as UTF-8"
        raise SpecError([Problem((), problem, f"{file.as_posix()}:{line}:1")]) from error
    except OSError as error:
        raise SpecError([Problem((), f"cannot be read: {error.strerror}", file.as_posix())]) from error


def _mapping(source: Source) -> dict[str, Any]:
    if source.data is None:
        example = "functions:\n  hello: lambda_code/hello"
        raise _located([Problem((), f"is empty; the smallest spec is\n{example}")], source)
    if not isinstance(source.data, dict):
        raise _located([Problem((), "must be a mapping, such as functions: {hello: lambda_code/hello}")], source)
    return source.data


def _validated(data: dict[str, Any], name: str, source: Source) -> ApiSpec:
    found: list[Problem] = []
    if "name" in data:
        found.append(Problem(("name",), "is no field of the language: the API's name is the file's name"))
    whole = {**data, "name": name}
    try:
        spec = ApiSpec.model_validate(whole)
    except SpecError as error:
        found += error.problems
    except ValidationError as error:
        found += _all_problems(whole, error)
    if found:
        raise _located(found, source)
    return spec


def _all_problems(data: dict[str, Any], error: ValidationError) -> list[Problem]:
    """Return what is wrong in shape, and what else is wrong in what is right in shape."""
    from generator.spec.fields import known_fields, path_of  # only a wrong spec needs them
    from generator.spec.salvage import further_problems
    from generator.spec.wording import message

    wrong = error.errors(include_url=False)
    problems = [Problem(path_of(details), message(details, known_fields(details))) for details in wrong]
    problems = [_about_the_file(problem) if problem.path == ("name",) else problem for problem in problems]
    return problems + further_problems(data, [path_of(details) for details in wrong])


def _about_the_file(problem: Problem) -> Problem:
    return Problem((), f"the file's name is the API's, and {problem.message}")


def _located(problems: Iterable[Problem], source: Source) -> SpecError:
    located = [problem.at(source.place(problem.path)) for problem in problems]
    return SpecError(sorted(located, key=lambda problem: _position(problem.place)))


def _position(place: str) -> tuple[int, ...]:
    return tuple(int(part) for part in place.rsplit(":", 2)[1:])
