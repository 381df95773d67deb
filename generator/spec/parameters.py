"""Template parameters, as the person who deploys sees them: type, default, bounds, group and label.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
"""

import re
from typing import Annotated, Any, Self

from pydantic import Field, field_validator, model_validator

from generator.http_api import quotas
from generator.spec.base import SpecModel

Scalar = str | int | float
NUMBER_TYPES = ("Number", "List<Number>")


class Parameter(SpecModel):
    """One entry of the template's Parameters; `group` and `label` go to its Interface."""

    type: str
    default: Any = None
    description: Annotated[str, Field(max_length=4_000)] | None = None
    allowed_values: Annotated[list[Any], Field(min_length=1)] | None = None
    allowed_pattern: str | None = None
    min_length: Annotated[int, Field(ge=0)] | None = None
    max_length: Annotated[int, Field(ge=0)] | None = None
    min_value: int | None = None
    max_value: int | None = None
    constraint_description: str | None = None
    no_echo: bool | None = None
    group: str | None = None
    label: str | None = None

    @field_validator("default", mode="after")
    @classmethod
    def _is_scalar(cls, value: Any) -> Any:
        if value is not None and not _is_scalar(value):
            raise ValueError("must be text or a number")
        return value

    @field_validator("allowed_values", mode="after")
    @classmethod
    def _are_scalars(cls, values: list[Any] | None) -> list[Any] | None:
        if not all(map(_is_scalar, values or [])):
            raise ValueError("must be a list of texts or numbers")
        return values

    @model_validator(mode="after")
    def _default_is_allowed(self) -> Self:
        refusal = self.refusal(self.default) if self.default is not None else None
        if refusal:
            raise ValueError(f"the default {self.default!r} {refusal}")
        return self

    @property
    def is_number(self) -> bool:
        return self.type in NUMBER_TYPES

    @property
    def is_list(self) -> bool:
        return self.type == "CommaDelimitedList" or self.type.startswith("List<")

    def refusal(self, value: object) -> str | None:
        """Say why CloudFormation would refuse this value, or None if it would not."""
        if not _is_scalar(value):
            return "must be text or a number"
        items = [item.strip() for item in str(value).split(",")] if self.is_list else [str(value)]
        if len(str(value).encode()) > quotas.PARAMETER_VALUE_BYTES:
            return f"is longer than {quotas.PARAMETER_VALUE_BYTES:,} bytes"
        return next((why for item in items if (why := self._item_refusal(item))), None)

    def _item_refusal(self, item: str) -> str | None:
        if self.allowed_values and item not in map(str, self.allowed_values):
            return f"must be one of {', '.join(map(str, self.allowed_values))}"
        if self.is_number:
            return self._number_refusal(item)
        if self.allowed_pattern and not _matches(self.allowed_pattern, item):
            return f"must match {self.allowed_pattern}"
        if len(item) < (self.min_length or 0):
            return f"must have at least {self.min_length} characters"
        if self.max_length is not None and len(item) > self.max_length:
            return f"must have at most {self.max_length} characters"
        return None

    def _number_refusal(self, item: str) -> str | None:
        try:
            number = float(item)
        except ValueError:
            return "must be a number"
        if self.min_value is not None and number < self.min_value:
            return f"must be at least {self.min_value}"
        if self.max_value is not None and number > self.max_value:
            return f"must be at most {self.max_value}"
        return None

    def declared_values(self) -> list[Scalar]:
        """Return the values that it is known to take; those of a list say nothing about a single one."""
        if self.is_list:
            return []
        known = [self.default, self.min_value, self.max_value, *(self.allowed_values or [])]
        return [_typed(value, self.is_number) for value in known if value is not None]


def _is_scalar(value: object) -> bool:
    return isinstance(value, Scalar) and not isinstance(value, bool)


def _typed(value: Scalar, is_number: bool) -> Scalar:
    """Return what a reference to the parameter stands for: `"200"` of a Number is 200."""
    if not is_number:
        return str(value)
    number = float(value)
    return int(number) if number.is_integer() else number


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return True  # CloudFormation reads Java's expressions, of which Python does not know all
