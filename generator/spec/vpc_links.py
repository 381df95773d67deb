"""VPC links: how the API reaches what has no address on the internet."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.spec.base import SpecModel, Value, matching

SubnetId = Value[Annotated[str, matching(r"subnet-[0-9a-f]{8,17}", "the ID of a subnet, such as subnet-0a1b2c3d")]]
SecurityGroupId = Value[
    Annotated[str, matching(r"sg-[0-9a-f]{8,17}", "the ID of a security group, such as sg-0a1b2c3d")]
]


class VpcLink(SpecModel):
    """A link that the template makes, in these subnets; or one that there is, by its ID.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-vpclink.html
    """

    subnet_ids: Value[Annotated[list[SubnetId], Field(min_length=1)]] | None = None
    security_group_ids: Value[list[SecurityGroupId]] | None = None
    id: Value[Annotated[str, matching(r"[a-z0-9]{6,}", "the ID of a VPC link, such as a1b2c3")]] | None = None

    @model_validator(mode="after")
    def _is_made_or_given(self) -> Self:
        if (self.subnet_ids is None) == (self.id is None):
            raise ValueError("needs subnet_ids, or the id of a link that there is, and not both")
        if self.id is not None and self.security_group_ids is not None:
            raise ValueError("security_group_ids belong to the link that there is: leave them out")
        return self
