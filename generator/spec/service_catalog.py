"""The API as a product of AWS Service Catalog: who offers it, in which portfolio, to whom, and how it is launched.

https://docs.aws.amazon.com/servicecatalog/latest/adminguide/introduction.html
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from generator.spec.base import Arn, Name, RoleArn, SpecModel, Tags, Value, short_value
from generator.spec.functions import PolicyArn, RoleName
from generator.spec.stored_code import Bucket


class Portfolio(SpecModel):
    """A portfolio, in which products stand."""

    name: Value[Annotated[str, Field(min_length=1, max_length=100)]]
    provider: Value[Annotated[str, Field(min_length=1, max_length=50)]]
    description: Value[Annotated[str, Field(max_length=2_000)]] | None = None
    tags: Tags = {}


class Product(SpecModel):
    """What launchers see of the product."""

    name: Value[Annotated[str, Field(min_length=1, max_length=8_191)]] | None = None
    owner: Value[Annotated[str, Field(min_length=1, max_length=8_191)]]
    description: Value[Annotated[str, Field(max_length=8_191)]] | None = None
    distributor: Value[Annotated[str, Field(max_length=8_191)]] | None = None
    support_description: Value[Annotated[str, Field(max_length=8_191)]] | None = None
    support_email: Value[Annotated[str, Field(max_length=254)]] | None = None
    support_url: Value[Annotated[str, Field(max_length=2_083)]] | None = None
    tags: Tags = {}


class LaunchRole(SpecModel):
    """The role with which it is launched: one that exists, one of that name in each account, or a computed one."""

    role_arn: RoleArn | None = None
    local_role_name: RoleName | None = None
    permissions_boundary: PolicyArn | None = None


class Principal(SpecModel):
    """Who may launch: an ARN, or a pattern of ARNs."""

    arn: Arn | None = None
    pattern: Value[str] | None = None


class StackSetConstraint(SpecModel):
    """Where launchers may have it deployed at once."""

    accounts: list[Value[str]]
    regions: list[Value[str]]
    admin_role: RoleArn
    execution_role: Value[RoleName]
    instance_control: bool = False


class Shares(SpecModel):
    """Who else may import the portfolio."""

    accounts: list[Value[str]] = []
    organization: Value[str] | None = None
    organizational_units: list[Value[str]] = []
    share_tag_options: bool = False
    share_principals: bool = False


class ServiceCatalog(SpecModel):
    """The product stack."""

    portfolio: Portfolio | Name
    product: Product
    bucket: Value[Bucket]
    launch_role: LaunchRole = LaunchRole.model_construct()
    principals: list[Annotated[Principal, short_value("arn")]] = []
    tag_options: dict[str, list[str]] = {}
    rules: dict[str, Any] = {}
    stack_set: StackSetConstraint | None = None
    update_tags: Literal["ALLOWED", "NOT_ALLOWED"] | None = None
    notifications: list[Arn] = []
    shares: Shares | None = None
