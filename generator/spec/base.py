"""What every model of the language stands on: the frozen base, and values that may be CloudFormation intrinsics."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from troposphere import AWSHelperFn, GenericHelperFn

from generator.http_api import quotas
from generator.spec.wording import shown, words
from generator.syntax import is_intrinsic

T = TypeVar("T")


class SpecModel(BaseModel):
    """A part of a spec: immutable, and nothing in it that the language does not know.

    Strict: `"10"` is no number and `1` is no truth value, because YAML says which is meant.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


class Lazy:
    """A section whose model is imported when a spec uses it: a spec pays only for what it says.

    Stands in `Annotated[Any, Lazy("generator.spec.parameters", "Parameter")]`.
    """

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def model(self) -> type[SpecModel]:
        found: type[SpecModel] = getattr(import_module(self._module), self._name)
        return found

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validated)

    def _validated(self, value: Any) -> Any:
        return value if isinstance(value, self.model()) else self.model().model_validate(value)


def short_form(field: str) -> BeforeValidator:
    """Let a scalar stand for a mapping with this one field: `hello: lambda_code/hello` is `hello: {code: …}`."""
    return BeforeValidator(lambda value: {field: value} if isinstance(value, str) else value)


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
    """Return what is known of a value: itself, or for a `!Ref` to a parameter what it is declared to take."""
    if not isinstance(value, AWSHelperFn):
        return [value]
    name = value.to_dict().get("Ref")
    return list(_declared.get().get(name, [])) if isinstance(name, str) else []


def _literal_or_intrinsic(value: Any, literal: ValidatorFunctionWrapHandler) -> Any:
    if is_intrinsic(value):
        value = GenericHelperFn(value)
    if not isinstance(value, AWSHelperFn):
        return literal(value)
    for known in declared_values(value):
        if known == "" and _may_be_empty.get():
            continue
        _check_declared(value, known, literal)
    return value


def _check_declared(value: AWSHelperFn, known: object, literal: Callable[[Any], Any]) -> None:
    """Raise if a value that a parameter may take would not be valid in its place."""
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
            "{reason} (the parameter {name} may be {known})",
            {"reason": words(refusal.errors()[0]), "name": value.to_dict()["Ref"], "known": shown(known)},
        ) from refusal


def _forms(known: Any) -> list[Any]:
    """Return a parameter's value as it is, and as text or number: CloudFormation turns one into the other."""
    if not isinstance(known, str):
        return [known, str(known)]
    try:
        number = float(known)
    except ValueError:
        return [known]
    return [known, int(number) if number.is_integer() else number]


if TYPE_CHECKING:
    Value: TypeAlias = T | AWSHelperFn
else:
    Value = Annotated[T, WrapValidator(_literal_or_intrinsic)]
"""`Value[int]`: a literal of that type, or any intrinsic: `!Ref Memory`."""


def _whole_if_whole(number: float) -> float:
    return int(number) if number.is_integer() else number


Number = Annotated[float, AfterValidator(_whole_if_whole), Field(allow_inf_nan=False)]
"""A number that is written as it was: 100 stays 100, not 100.0."""


def matching(pattern: str, description: str) -> AfterValidator:
    """Return a validator that refuses, in plain words, a text that does not match the pattern."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(f"must be {description}")
        return text

    return AfterValidator(check)


def valid(problem: Callable[[str], str | None]) -> AfterValidator:
    """Return a validator that refuses a text with what the function says about it, if it says anything."""

    def check(text: str) -> str:
        reason = problem(text)
        if reason:
            raise ValueError(reason)
        return text

    return AfterValidator(check)


NAME: Final = r"[a-z][a-z0-9-]{0,62}"
Name = Annotated[str, matching(NAME, "at most 63 lower-case letters, digits and '-', and begin with a letter")]
"""The name of an API or a function: it becomes part of logical IDs."""

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
Arn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}|aws|cloudfront)?:.+",
            "an ARN, such as arn:aws:sqs:eu-central-1:123456789012:jobs",
        ),
    ]
]

LogicalId = Annotated[str, matching(r"[A-Za-z0-9]{1,255}", "at most 255 letters and digits")]
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"""

written_out = BeforeValidator(lambda value: GenericHelperFn(value) if is_intrinsic(value) else value)
"""For mappings with free keys: `{Ref: X}` is no mapping with the key Ref."""


def is_scalar(value: object) -> bool:
    """Say whether a value is text or a number."""
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def scalar(value: Any) -> Any:
    if not is_scalar(value):
        raise PydanticCustomError("scalar_type", "must be text or a number")
    return value


def _no_reserved_tag(key: str) -> str:
    if key.lower().startswith("aws:"):
        raise ValueError("must not begin with aws:")
    return key


# https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
Tags = Annotated[
    dict[
        Annotated[str, Field(min_length=1, max_length=quotas.TAG_KEY), AfterValidator(_no_reserved_tag)],
        Value[Annotated[str, Field(max_length=quotas.TAG_VALUE)]],
    ],
    written_out,
    Field(max_length=quotas.TAGS),
]
"""Tags by key; in the order of the spec."""
