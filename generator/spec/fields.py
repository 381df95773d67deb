"""Where pydantic found something wrong, and which fields the language has there."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.errors import SpecPath
from generator.spec.api import ApiSpec
from generator.spec.base import Lazy


def path_of(details: ErrorDetails) -> SpecPath:
    """Return the place of an error in the data; pydantic marks the key of a mapping with `[key]`."""
    return tuple(key for key in details["loc"] if key != "[key]")


def is_truth_value(path: SpecPath) -> bool:
    """Say whether the language has `true` or `false` at this place."""
    model: Any = ApiSpec
    try:
        for key in path:
            model = _model_below(model, key)
    except (KeyError, IndexError):  # no place of the language
        return False
    return model is bool


def known_fields(details: ErrorDetails) -> list[str]:
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
