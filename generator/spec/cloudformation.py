"""The way out of the language: raw CloudFormation beside what is generated."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from generator.spec.base import SpecModel

Section = dict[str, Any]


def _transforms(value: Any) -> Any:
    if value and all(isinstance(item, str) for item in (value if isinstance(value, list) else [value])):
        return value
    raise ValueError("must be the name of a transform, or a list of names")


class CloudFormation(SpecModel):
    """Sections of a template in their native syntax, merged as they are.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
    """

    transform: Annotated[Any, Field(alias="Transform"), AfterValidator(_transforms)] = []
    metadata: Section = Field(default={}, alias="Metadata")
    parameters: Section = Field(default={}, alias="Parameters")
    mappings: Section = Field(default={}, alias="Mappings")
    conditions: Section = Field(default={}, alias="Conditions")
    rules: Section = Field(default={}, alias="Rules")
    globals: Section = Field(default={}, alias="Globals")
    resources: Section = Field(default={}, alias="Resources")
    outputs: Section = Field(default={}, alias="Outputs")

    def with_logical_ids(self) -> tuple[tuple[str, Section], ...]:
        """Return the sections whose names are logical IDs, which no two things in a template may share."""
        return ("Parameters", self.parameters), ("Resources", self.resources)
