"""From a file to an `ApiSpec`: every problem at once, each with file:line:column."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator import errors
from generator.errors import Problem, SpecError
from generator.spec.api import ApiSpec
from generator.spec.base import Lazy
from generator.spec.source import Source, parse
from generator.spec.wording import message


@dataclass(frozen=True)
class LoadedSpec:
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
    """Validate; where the shape is wrong, go on with what is right, so that one run shows all problems."""
    found: list[Problem] = []
    if "name" in data:
        found.append(Problem(("name",), "is no field of the language: the API's name is the file's name"))
    whole = {**data, "name": name}
    try:
        spec = ApiSpec.model_validate(whole)
    except SpecError as error:
        found += error.problems
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        found += [Problem(_path(details), message(details, _known_fields(details))) for details in wrong]
        found += _further_problems(whole, [_path(details) for details in wrong])
    if found:
        raise _located(found, source)
    return spec


def _further_problems(data: dict[str, Any], wrong: list[errors.Path]) -> list[Problem]:
    """Return what the checks find in the spec once everything that is wrong in shape is taken out."""
    taken_out: set[errors.Path] = set()
    while paths := {_existing(data, path) for path in wrong} - taken_out - {()}:
        data = _without(data, paths)
        taken_out |= paths
        try:
            ApiSpec.model_validate(data, context={"incomplete": _incomplete(taken_out)})
        except SpecError as error:
            return [p for p in error.problems if not any(_touch(p.path, path) for path in taken_out)]
        except ValidationError as error:  # what was taken out was needed: take out what needed it
            wrong = [_path(details) for details in error.errors()]
        else:
            break
    return []


def _incomplete(taken_out: set[errors.Path]) -> frozenset[str]:
    """Return the sections that lack a whole entry; one whose entry lacks a field still has all its names."""
    return frozenset(str(path[0]) for path in taken_out if len(path) <= 2)


def _existing(data: Any, path: errors.Path) -> errors.Path:
    """Return the longest part of the path that leads to something: what lacks a field has to go itself."""
    for depth, key in enumerate(path):
        if not _has(data, key):
            return path[:depth]
        data = data[key]
    return path


def _without(data: dict[str, Any], paths: set[errors.Path]) -> dict[str, Any]:
    rest = deepcopy(data)
    later_entries_first = sorted(paths, key=lambda path: [str(key).zfill(9) for key in path], reverse=True)
    for path in later_entries_first:
        parent: Any = rest
        for key in path[:-1]:
            parent = parent[key] if _has(parent, key) else None
        if path and _has(parent, path[-1]):
            del parent[path[-1]]
    return {"name": "unnamed", **rest}


def _has(container: Any, key: str | int) -> bool:
    if isinstance(container, dict):
        return key in container
    return isinstance(container, list) and isinstance(key, int) and key < len(container)


def _touch(path: errors.Path, other: errors.Path) -> bool:
    """Say whether one of the two stands inside the other."""
    shared = min(len(path), len(other))
    return path[:shared] == other[:shared]


def _located(problems: Iterable[Problem], source: Source) -> SpecError:
    located = [problem.at(source.place(problem.path)) for problem in problems]
    return SpecError(sorted(located, key=lambda problem: _position(problem.place)))


def _position(place: str) -> tuple[int, ...]:
    return tuple(int(part) for part in place.rsplit(":", 2)[1:])


def _path(details: ErrorDetails) -> errors.Path:
    """Return the place of an error in the data; pydantic marks the key of a mapping with `[key]`."""
    return tuple(key for key in details["loc"] if key != "[key]")


def _known_fields(details: ErrorDetails) -> list[str]:
    """Return the fields of the mapping in which the error stands, as they are spelt in a spec."""
    if details["type"] != "extra_forbidden":
        return []
    model: Any = ApiSpec
    for key in details["loc"][:-1]:
        model = _model_below(model, key)
    fields = [field.alias or name for name, field in model.model_fields.items()]
    return [name for name in fields if model is not ApiSpec or name != "name"]


def _model_below(annotation: Any, key: str | int) -> Any:
    """Return the model, or the type around it, of what stands at `key` inside this one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        field = fields[str(key)]
        lazy = next((mark for mark in field.metadata if isinstance(mark, Lazy)), None)
        return lazy.model() if lazy else _unwrapped(field.annotation)
    return _unwrapped(get_args(annotation)[-1])


def _unwrapped(annotation: Any) -> Any:
    """`Annotated[Model, …]`, `Model | None` -> `Model`; a mapping or list stays as it is."""
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Lazy):
            return mark.model()
    origin_args = [arg for arg in get_args(annotation) if arg is not type(None)]
    if isinstance(annotation, type) or getattr(annotation, "__origin__", None) in (dict, list):
        return annotation
    return _unwrapped(origin_args[0]) if origin_args else annotation
