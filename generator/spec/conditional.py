"""Sections that exist only under a condition of the raw section, such as that a parameter is not empty."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ModelWrapValidatorHandler, model_validator
from pydantic_core import PydanticCustomError
from troposphere import AWSHelperFn

from generator.spec.base import LogicalId, SpecModel
from generator.spec.known_values import empty_parameters
from generator.spec.wording import MISPLACED
from generator.syntax import is_intrinsic


def _named(value: Any) -> Any:
    """Refuse a condition that is spelt out: what carries one names it."""
    plain = value.to_dict() if isinstance(value, AWSHelperFn) else value
    match plain:
        case {"Condition": str(name)} if len(plain) == 1:
            raise PydanticCustomError(MISPLACED, "must be a name alone: write {name}", {"name": name})
        case dict() if is_intrinsic(plain):
            raise PydanticCustomError(
                MISPLACED, "must be a name: define it in cloudformation.Conditions, and name it here"
            )
    return value


ConditionName = Annotated[LogicalId, BeforeValidator(_named)]


class Conditional(SpecModel):
    """A section of which every resource carries the condition, if it has one.

    Then an empty value of a parameter is no mistake in it: the section would not be there.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
    """

    condition: ConditionName | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _take_empty_parameters(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        with empty_parameters(isinstance(data, dict) and data.get("condition") is not None):
            return handler(data)
