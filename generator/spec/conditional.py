"""Sections that exist only under a condition of the raw section, such as that a parameter is not empty."""

from typing import Any, Self

from pydantic import ModelWrapValidatorHandler, model_validator

from generator.spec.base import LogicalId, SpecModel, empty_parameters


class Conditional(SpecModel):
    """A section of which every resource carries the condition, if it has one.

    Then an empty value of a parameter is no mistake in it: the section would not be there.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
    """

    condition: LogicalId | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _take_empty_parameters(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        with empty_parameters(isinstance(data, dict) and data.get("condition") is not None):
            return handler(data)
