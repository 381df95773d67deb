"""What is known of values that CloudFormation works out: what parameters are declared to take, what an `!If` may give.

It is held to the same rules as a value that is written.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from pydantic import ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import PydanticCustomError
from troposphere import AWSHelperFn, GenericHelperFn

from generator.spec.wording import shown, words
from generator.syntax import PSEUDO_PARAMETERS, is_intrinsic

# The values that the parameters of the spec being validated are declared to take; see `parameters_declared`.
_declared: ContextVar[Mapping[str, list[Any]]] = ContextVar("declared", default={})  # noqa: B039 - nobody changes it


@contextmanager
def parameters_declared(parameters: Mapping[str, list[Any]]) -> Iterator[None]:
    """While it lasts, a `!Ref` to one of these parameters must hold for each of its declared values."""
    token = _declared.set(parameters)
    try:
        yield
    finally:
        _declared.reset(token)


_VARIABLE = re.compile(r"\$\{([^!}][^}]*)\}")  # `${!Name}` is a literal


# Whether a parameter may be empty where it stands; see `empty_parameters`.
_may_be_empty: ContextVar[bool] = ContextVar("may_be_empty", default=False)


@contextmanager
def empty_parameters(allowed: bool) -> Iterator[None]:
    """While it lasts, an empty text that a parameter may be is no mistake, if it is allowed."""
    token = _may_be_empty.set(allowed)
    try:
        yield
    finally:
        _may_be_empty.reset(token)


def declared_values(value: object) -> list[Any]:
    """Return what is known of a value: itself, what a parameter is declared to take, or what a function may give."""
    return [known for known, _ in _known(value)] if isinstance(value, AWSHelperFn) else [value]


Given = frozenset[tuple[str, bool]]
"""Which conditions hold, and which do not."""


def alternatives(value: Any, given: Given = frozenset()) -> Iterator[tuple[Any, Given]]:
    """Yield each branch of an `!If`, or the value itself, and what is given where it stands; a list may hold more."""
    match value.to_dict() if isinstance(value, AWSHelperFn) else value:
        case {"Fn::If": [str(condition), then, otherwise]}:
            yield from alternatives(then, given | {(condition, True)})
            yield from alternatives(otherwise, given | {(condition, False)})
        case _:
            yield GenericHelperFn(value) if is_intrinsic(value) else value, given


def _known(function: AWSHelperFn) -> Iterator[tuple[Any, str]]:
    """Yield each value that a function is known to give, and in words where it comes from."""
    match function.to_dict():
        case {"Ref": str(name)}:
            for known in _declared.get().get(name, []):
                yield known, f"the parameter {name} may be {_shown(known)}"
        case {"Fn::If": [_, then, otherwise]}:
            for branch in (then, otherwise):
                if is_intrinsic(branch):
                    yield from _known(GenericHelperFn(branch))
                else:
                    yield branch, f"!If may give {shown(branch)}"
        case {"Fn::Sub": str(text)} if not _VARIABLE.search(text):
            yield text.replace("${!", "${"), f"!Sub gives {shown(text)}"
        case {"Fn::Join": [str(delimiter), list(items)]} if all(isinstance(item, str) for item in items):
            yield delimiter.join(items), f"!Join gives {shown(delimiter.join(items))}"


def _shown(known: object) -> str:
    """Show a list as it stands in a parameter: `a,b`."""
    return shown(",".join(map(str, known)) if isinstance(known, list) else known)


def _samples(function: AWSHelperFn) -> Iterator[tuple[Any, str]]:
    """Yield a text that a `!Sub` may give: of the right form, though not the one that it will give.

    `arn:aws:logs:${AWS::Region}` -> `arn:aws:logs:eu-central-1`
    """
    match function.to_dict():
        case {"Fn::Sub": str(text)} if {*(variables := _VARIABLE.findall(text))} <= PSEUDO_PARAMETERS.keys():
            sample = _VARIABLE.sub(lambda match: PSEUDO_PARAMETERS[match[1]], text).replace("${!", "${")
            yield from [(sample, f"!Sub may give {shown(sample)}")] if variables else []
        case {"Fn::If": [_, *branches]}:
            for branch in filter(is_intrinsic, branches):
                yield from _samples(GenericHelperFn(branch))


def literal_or_intrinsic(value: Any, literal: ValidatorFunctionWrapHandler) -> Any:
    """Return a function as it is, if all that it is known to give is valid; anything else as `literal` has it."""
    if is_intrinsic(value):
        value = GenericHelperFn(value)
    if not isinstance(value, AWSHelperFn):
        return literal(value)
    for known, origin in (*_known(value), *_samples(value)):
        if known != "" or not _may_be_empty.get():
            _check_known(known, origin, literal)
    return value


def _check_known(known: object, origin: str, literal: Callable[[Any], Any]) -> None:
    """Raise if a value that a function may give would not be valid in its place."""
    refusal: ValidationError | None = None
    for form in _forms(known):
        try:
            literal(form)
        except ValidationError as error:
            refusal = refusal or error
        else:
            return
    if refusal:
        raise PydanticCustomError(
            "declared_value",
            "{reason} ({origin})",
            {"reason": words(refusal.errors()[0]), "origin": origin},
        ) from refusal


_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_TRUTH = {"true": True, "false": False}


def _forms(known: Any) -> list[Any]:
    """Return a value as it is, and as text, number or truth value: CloudFormation turns one into the other."""
    if isinstance(known, str):
        if known in _TRUTH:
            return [known, _TRUTH[known]]
        return [known, whole_if_whole(float(known))] if _NUMBER.fullmatch(known) else [known]
    if isinstance(known, bool):
        return [known, "true" if known else "false"]
    return [known, str(known)] if is_scalar(known) else [known]


def is_scalar(value: object) -> bool:
    """Say whether a value is text or a number."""
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def whole_if_whole(number: float) -> float:
    return int(number) if number.is_integer() else number
