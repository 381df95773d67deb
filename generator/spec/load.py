"""From a file to an `ApiSpec`: every problem at once, each with file:line:column."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from generator.errors import Problem, SpecError, SpecPath
from generator.spec import project
from generator.spec.api import ApiSpec
from generator.spec.source import Source, parse

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


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
    source = parse(_text(file), file.as_posix(), _is_truth_value)
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


def _is_truth_value(path: SpecPath) -> bool:
    from generator.spec.fields import is_truth_value  # only a wrong spec needs it

    return is_truth_value(path)


def _mapping(source: Source) -> dict[str, Any]:
    if source.data is None:
        example = "functions:\n  hello: lambda_code/hello"
        raise _located([Problem((), "is empty; the smallest spec is", example=example)], source)
    if not isinstance(source.data, dict):
        raise _located([Problem((), "must be a mapping, such as functions: {hello: lambda_code/hello}")], source)
    return source.data


def _validated(data: dict[str, Any], name: str, source: Source) -> ApiSpec:
    found: list[Problem] = []
    if "name" in data:
        found.append(Problem(("name",), "is no field of the language: the API's name is the file's name"))
    if "service_catalog" in data:
        from generator.spec import shared_portfolios  # few APIs are products

        found += shared_portfolios.problems(data["service_catalog"], Path(source.file))
    whole = {"flavours": project.flavours(), **data, "name": name}
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
    from generator.spec.fields import path_of  # only a wrong spec needs them
    from generator.spec.salvage import further_problems
    from generator.spec.slips import slips

    wrong = error.errors(include_url=False)
    slipped = slips(data)
    places = {place for slip in slipped for place in slip.places}
    problems, meant = _told([details for details in wrong if path_of(details)[:2] not in places])
    problems += [slip.problem for slip in slipped]
    meant |= {slip.meant for slip in slipped}
    return problems + further_problems(data, [*map(path_of, wrong), *places], meant)


def _told(wrong: list[ErrorDetails]) -> tuple[list[Problem], set[SpecPath]]:
    """Return what is wrong in shape, and what was meant by misspelt fields: that is not said to be missing, too."""
    from generator.spec.fields import known_fields, path_of
    from generator.spec.messages import meant, message

    misspelt = {meant(details, known_fields(details)) for details in wrong} - {None}
    told = [each for each in wrong if each["type"] != "missing" or path_of(each) not in misspelt]
    problems = [Problem(path_of(details), message(details, known_fields(details))) for details in told]
    problems = [_about_the_file(problem) if problem.path == ("name",) else problem for problem in problems]
    return problems, {path for path in misspelt if path is not None}


def _about_the_file(problem: Problem) -> Problem:
    return Problem((), f"the file's name is the API's, and {problem.message}")


def _located(problems: Iterable[Problem], source: Source) -> SpecError:
    problems = list(problems)
    located = [problem.at(source.place(problem.path)) for problem in problems if not problem.place]
    elsewhere = [problem for problem in problems if problem.place]  # in the ledger of its versions
    return SpecError([*sorted(located, key=lambda problem: _position(problem.place)), *elsewhere])


def _position(place: str) -> tuple[int, ...]:
    return tuple(int(part) for part in place.rsplit(":", 2)[1:])
