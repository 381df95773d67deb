"""The way out of the language: raw CloudFormation beside what is generated, and the last word on it."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from generator.errors import did_you_mean
from generator.spec.base import SpecModel

Section = dict[str, Any]


def _transforms(value: Any) -> Any:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value)):
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
    resources: Section = Field(default={}, alias="Resources")
    outputs: Section = Field(default={}, alias="Outputs")


# What a resource may have beside Type, in the order in which it is written.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html
RESOURCE_ATTRIBUTES = (
    "DependsOn", "Condition", "CreationPolicy", "UpdatePolicy", "DeletionPolicy", "UpdateReplacePolicy", "Metadata",
    "Properties",
)  # fmt: skip


def _attributes(override: Section) -> Section:
    for name in override:
        if name not in RESOURCE_ATTRIBUTES:
            hint = did_you_mean(name, RESOURCE_ATTRIBUTES) or f"; known here: {', '.join(RESOURCE_ATTRIBUTES)}"
            raise ValueError(f"'{name}' cannot be overridden{hint}")
    return override


Override = Annotated[Section, AfterValidator(_attributes)]
"""Changes to one generated resource: mappings merge, lists and scalars replace, null removes."""
