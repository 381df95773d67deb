"""Template parameters, as the person who deploys sees them: type, default, bounds, group and label.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from generator.http_api import quotas
from generator.spec.base import SpecModel, scalar
from generator.spec.known_values import is_scalar
from generator.spec.wording import MISPLACED, counted

Scalar = str | int | float

_TYPES = ("String", "Number", "List<Number>", "CommaDelimitedList")
_AWS_TYPE = re.compile(r"AWS::\w+(::\w+)+(<[\w:]+>|<List<[\w:]+>>)?|List<AWS::\w+(::\w+)+>")
_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")


def _type(name: str) -> str:
    if name not in _TYPES and not _AWS_TYPE.fullmatch(name):
        raise PydanticCustomError("parameter_type", "is no type of parameters", {"choices": _TYPES})
    return name


def _scalars(values: list[Any]) -> list[Any]:
    if not all(map(is_scalar, values)):
        raise ValueError("must be a list of texts or numbers")
    return values


class Parameter(SpecModel):
    """One entry of the template's Parameters; `group` and `label` go to its Interface."""

    type: Annotated[str, AfterValidator(_type)]
    description: Annotated[str, Field(max_length=4_000)] | None = None
    allowed_values: Annotated[list[Any], Field(min_length=1), AfterValidator(_scalars)] | None = None
    allowed_pattern: str | None = None
    min_length: Annotated[int, Field(ge=0)] | None = None
    max_length: Annotated[int, Field(ge=0)] | None = None
    min_value: int | None = None
    max_value: int | None = None
    constraint_description: str | None = None
    no_echo: bool | None = None
    group: str | None = None
    label: str | None = None
    default: Annotated[Any, AfterValidator(scalar)] | None = None  # last: it is held to all of the above

    @field_validator("allowed_pattern", "min_length", "max_length", mode="after")
    @classmethod
    def _is_about_text(cls, bound: Any, info: ValidationInfo) -> Any:
        return _bound_for(bound, info, "String", unless=("Number", "List<Number>"))

    @field_validator("min_value", "max_value", mode="after")
    @classmethod
    def _is_about_numbers(cls, bound: Any, info: ValidationInfo) -> Any:
        return _bound_for(bound, info, "Number", unless=("String", "CommaDelimitedList"))

    @field_validator("max_length", "max_value", mode="after")
    @classmethod
    def _is_not_below_the_lower_bound(cls, bound: int | None, info: ValidationInfo) -> int | None:
        lower = str(info.field_name).replace("max", "min")
        if bound is not None and info.data.get(lower) is not None and bound < info.data[lower]:
            raise PydanticCustomError(MISPLACED, "is less than {lower}", {"lower": lower})
        return bound

    @field_validator("allowed_values", mode="after")
    @classmethod
    def _are_of_the_type(cls, values: list[Scalar] | None, info: ValidationInfo) -> list[Scalar] | None:
        for value in values or [] if _is_number(info.data.get("type", "")) else []:
            if not _NUMBER.fullmatch(str(value)):
                raise ValueError(f"must be numbers (got {value})")
        return values

    @field_validator("default", mode="after")
    @classmethod
    def _is_allowed(cls, default: Scalar | None, info: ValidationInfo) -> Scalar | None:
        if default is None or "type" not in info.data:
            return default
        refusal = Parameter.model_construct(**info.data).refusal(default)
        if refusal:
            raise ValueError(refusal)
        return default if _is_number(info.data["type"]) else str(default)

    @property
    def is_list(self) -> bool:
        return self.type == "CommaDelimitedList" or self.type.startswith("List<")

    def refusal(self, value: object) -> str | None:
        """Say why CloudFormation would refuse this value, or None if it would not."""
        if not is_scalar(value):
            return "must be text or a number"
        items = [item.strip() for item in str(value).split(",")] if self.is_list else [str(value)]
        if len(str(value).encode()) > quotas.PARAMETER_VALUE_BYTES:
            return f"is longer than {quotas.PARAMETER_VALUE_BYTES:,} bytes"
        return next((why for item in items if (why := self._item_refusal(item))), None)

    def _item_refusal(self, item: str) -> str | None:
        if _is_number(self.type) and not _NUMBER.fullmatch(item):
            return "must be a number"
        if self.allowed_values and item not in map(str, self.allowed_values):
            return f"must be one of {', '.join(map(str, self.allowed_values))}"
        return self._number_refusal(float(item)) if _is_number(self.type) else self._text_refusal(item)

    def _text_refusal(self, text: str) -> str | None:
        if self.allowed_pattern and not _matches(self.allowed_pattern, text):
            return f"must match {self.allowed_pattern}"
        if len(text) < (self.min_length or 0):
            return f"must have at least {counted(self.min_length, 'character')}"
        if self.max_length is not None and len(text) > self.max_length:
            return f"must have at most {counted(self.max_length, 'character')}"
        return None

    def _number_refusal(self, number: float) -> str | None:
        if number in (float("inf"), float("-inf")):
            return "must be a number"
        if self.min_value is not None and number < self.min_value:
            return f"must be at least {self.min_value}"
        if self.max_value is not None and number > self.max_value:
            return f"must be at most {self.max_value}"
        return None

    def declared_values(self, in_sets: Iterable[object] = ()) -> list[Scalar | list[Scalar]]:
        """Return the values that it is known to take, but not what a name in SSM stands for; a list as a list.

        A list that is empty by default is there to be given.
        """
        if self.type.startswith("AWS::SSM::"):
            return []
        of_sets = [value for value in in_sets if self.refusal(value) is None]  # others are reported where they stand
        if self.is_list:
            return [_items(value, self.type) for value in (self.default, *of_sets) if value not in (None, "")]
        known = [self.default, self.min_value, self.max_value, *(self.allowed_values or []), *of_sets]
        return [_typed(value, self.type) for value in known if value is not None]


def _bound_for(bound: Any, info: ValidationInfo, kind: Literal["String", "Number"], unless: tuple[str, ...]) -> Any:
    if bound is not None and info.data.get("type") in unless:
        raise PydanticCustomError(MISPLACED, "is for the type {kind} only", {"kind": kind})
    return bound


def _is_number(kind: str) -> bool:
    return kind in ("Number", "List<Number>")


def _items(value: object, kind: str) -> list[Scalar]:
    """`"a, b"` -> `["a", "b"]`"""
    return [_typed(item.strip(), "Number" if kind == "List<Number>" else "String") for item in str(value).split(",")]


def _typed(value: Scalar, kind: str) -> Scalar:
    """Return what a reference to the parameter stands for: `"200"` of a Number is 200."""
    if not _is_number(kind):
        return str(value)
    number = float(value)
    return int(number) if number.is_integer() else number


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return True  # CloudFormation reads Java's expressions, of which Python does not know all
