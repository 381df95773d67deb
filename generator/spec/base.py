"""What every model of the language stands on: the frozen base, and values that may be CloudFormation intrinsics."""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, TypeAlias, TypeVar

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
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema
from troposphere import AWSHelperFn, GenericHelperFn

from generator.http_api import quotas
from generator.spec.known_values import is_scalar, literal_or_intrinsic, whole_if_whole
from generator.spec.wording import MISPLACED, is_function, shown
from generator.syntax import is_intrinsic

T = TypeVar("T")


class SpecModel(BaseModel):
    """A part of a spec: immutable, and nothing in it that the language does not know.

    Strict: `"10"` is no number and `1` is no truth value, because YAML says which is meant. Its schema is built when it
    is first used: most specs use few.
    """

    WHOLE: ClassVar[bool] = False
    """Whether it replaces what `defaults` say, because its fields are about one another; others are merged."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True, defer_build=True)

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """Return the model as data; every schema is built for it, those of defaults included."""
        _build_schemas(SpecModel)
        return super().model_dump(**options)

    def the_one_of(self, fields: Sequence[str]) -> str:
        """Return the one of these fields that is given.

        Raises ValueError, for the user, if it is not exactly one.
        """
        given = [name for name in fields if getattr(self, name) is not None]
        if len(given) != 1:
            but = f", but has {' and '.join(given)}" if given else ""
            raise ValueError(f"needs one of {', '.join(fields)}{but}")
        return given[0]


def _build_schemas(model: type[BaseModel]) -> None:
    for each in model.__subclasses__():
        each.model_rebuild()
        _build_schemas(each)


class Lazy:
    """A section whose model is imported, and whose schema is built, when a spec uses it: it pays for what it says.

    Stands in `Annotated[Any, Lazy("generator.spec.parameters", "Parameter")]`. An optional one may be `null`, which
    takes back what is said elsewhere; any other of which nothing is left, `cors:`, is a mistake.
    """

    def __init__(self, module: str, name: str, *, optional: bool = False) -> None:
        self._module, self._name, self._optional = module, name, optional

    def model(self) -> type[SpecModel]:
        found: type[SpecModel] = getattr(import_module(self._module), self._name)
        return found

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validated)

    def _validated(self, value: Any) -> Any:
        if value is None and self._optional:
            return None
        return value if isinstance(value, self.model()) else self.model().model_validate(value)


def short_form(field: str) -> BeforeValidator:
    """Let a scalar stand for a mapping with this one field: `hello: lambda_code/hello` is `hello: {code: …}`."""
    return BeforeValidator(lambda value: {field: value} if isinstance(value, str) else value)


def short_value(field: str) -> BeforeValidator:
    """Let a text, or a function of CloudFormation, stand for a mapping with this one field: `on_failure: !Ref Arn`."""
    return BeforeValidator(lambda value: {field: value} if isinstance(value, str) or is_function(value) else value)


if TYPE_CHECKING:
    Value: TypeAlias = T | AWSHelperFn
else:
    Value = Annotated[T, WrapValidator(literal_or_intrinsic)]
"""`Value[int]`: a literal of that type, or any intrinsic: `!Ref Memory`."""


Number = Annotated[float, AfterValidator(whole_if_whole), Field(allow_inf_nan=False)]
"""A number that is written as it was: 100 stays 100, not 100.0."""


def matching(pattern: str, description: str) -> WrapValidator:
    """Return a validator that refuses, in plain words, a text that does not match the pattern.

    The letters and digits of AWS are those of ASCII.
    """
    compiled = re.compile(pattern, re.ASCII)
    return valid(lambda text: None if compiled.fullmatch(text) else f"must be {description}")


def valid(problem: Callable[[str], str | None]) -> WrapValidator:
    """Return a validator that refuses a text with what the function says about it, if it says anything.

    A number or a truth value is held to it, too: to put quotes around it helps only if the text would be valid.
    """

    def check(value: Any, text: ValidatorFunctionWrapHandler) -> Any:
        if isinstance(value, (bool, int, float)):
            _refuse(problem(shown(value)))
        checked = text(value)
        _refuse(problem(checked))
        return checked

    return WrapValidator(check)


def _refuse(reason: str | None) -> None:
    if reason:
        raise ValueError(reason)


def at_field(field: str, reason: str) -> ValidationError:
    """Return the error that stands at a field, to raise where a whole mapping is looked at."""
    error = PydanticCustomError(MISPLACED, "{reason}", {"reason": reason})
    return ValidationError.from_exception_data("field", [InitErrorDetails(type=error, loc=(field,), input=None)])


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

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
RoleArn = Value[
    Annotated[
        str,
        matching(r"arn:[\w-]+:iam::\d{12}:role/.+", "the ARN of a role, such as arn:aws:iam::123456789012:role/shop"),
    ]
]

LogicalId = Annotated[str, matching(r"[A-Za-z0-9]{1,255}", "at most 255 letters and digits")]
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"""

written_out = BeforeValidator(lambda value: GenericHelperFn(value) if is_intrinsic(value) else value)
"""For mappings with free keys: `{Ref: X}` is no mapping with the key Ref."""


def scalar(value: Any) -> Any:
    if not is_scalar(value):
        raise PydanticCustomError("scalar_type", "must be text or a number")
    return value


def no_reserved_tag(key: str) -> str:
    if key.lower().startswith("aws:"):
        raise ValueError("must not begin with aws:")
    return key


# https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
Tags = Annotated[
    dict[
        Annotated[str, Field(min_length=1, max_length=quotas.TAG_KEY), AfterValidator(no_reserved_tag)],
        Value[Annotated[str, Field(max_length=quotas.TAG_VALUE)]],
    ],
    written_out,
    Field(max_length=quotas.TAGS),
]
"""Tags by key; in the order of the spec."""
