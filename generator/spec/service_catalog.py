"""The API as a product of AWS Service Catalog: who offers it, in which portfolio, to whom, and how it is launched.

https://docs.aws.amazon.com/servicecatalog/latest/adminguide/introduction.html
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from troposphere import encode_to_dict

from generator.aws_service_catalog import limits
from generator.spec.base import RoleArn, SpecModel, Tags, Value, matching, short_form
from generator.spec.functions import PolicyArn, RoleName
from generator.spec.portfolios import AccountId, Audience, Portfolio
from generator.spec.stored_code import Bucket

Text = Value[Annotated[str, Field(min_length=1, max_length=limits.PRODUCT_TEXT)]]

# https://docs.aws.amazon.com/general/latest/gr/rande.html#regional-endpoints
Region = Value[Annotated[str, matching(r"[a-z]{2,4}(-[a-z]+)+-[0-9]", "a region, such as eu-central-1")]]

# https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
TopicArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]{1,256}",
            "the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:launches",
        ),
    ]
]


class Product(SpecModel):
    """What launchers see of the product; its name is the API's unless it says otherwise.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationproduct.html
    """

    name: Text | None = None
    owner: Text
    description: Text | None = None
    distributor: Text | None = None
    support_description: Text | None = None
    support_email: (
        Value[
            Annotated[
                str,
                matching(r"[^@\s]+@[^@\s]+", "an e-mail address"),
                Field(max_length=limits.SUPPORT_EMAIL),
            ]
        ]
        | None
    ) = None
    support_url: (
        Value[Annotated[str, matching(r"https?://\S+", "a URL"), Field(max_length=limits.SUPPORT_URL)]] | None
    ) = None
    tags: Tags = {}


class LaunchRole(SpecModel):
    """The role with which it is launched: one that exists, one of that name in each account, or a computed one.

    https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html
    """

    role_arn: RoleArn | None = None
    local_role_name: Value[RoleName] | None = None
    permissions_boundary: PolicyArn | None = None

    @model_validator(mode="after")
    def _is_one_role(self) -> Self:
        if self.role_arn is not None and self.local_role_name is not None:
            raise ValueError("needs one of role_arn and local_role_name, but has both")
        return self

    @property
    def is_computed(self) -> bool:
        """Whether the product stack makes the role."""
        return self.role_arn is None and self.local_role_name is None


class StackSetConstraint(SpecModel):
    """Where launchers may have it deployed at once.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-stacksetconstraint.html
    """

    accounts: Annotated[list[Value[AccountId]], Field(min_length=1)]
    regions: Annotated[list[Region], Field(min_length=1)]
    admin_role: RoleArn
    execution_role: Value[RoleName]
    instance_control: bool = False


Claim = Annotated[dict[str, Any], BeforeValidator(encode_to_dict), Field(min_length=1)]
"""What is so or not, as a function in its long form."""


class Assertion(SpecModel):
    """What must be so, and what launchers are told if it is not."""

    claim: Claim = Field(alias="Assert")
    description: str = Field(alias="AssertDescription", min_length=1)


class Rule(SpecModel):
    """A rule in the language of CloudFormation's Rules: what must be so, always or if something else is.

    https://docs.aws.amazon.com/servicecatalog/latest/adminguide/reference-template_constraint_rules.html
    """

    condition: Claim | None = Field(None, alias="RuleCondition")
    assertions: list[Assertion] = Field(alias="Assertions", min_length=1)

    def written(self) -> dict[str, Any]:
        """Return the rule as AWS reads it."""
        claims = [{"Assert": each.claim, "AssertDescription": each.description} for each in self.assertions]
        return {**({"RuleCondition": self.condition} if self.condition else {}), "Assertions": claims}


RuleName = Annotated[str, matching(r"[A-Za-z0-9]{1,255}", "at most 255 letters and digits")]


class ServiceCatalog(Audience):
    """The product, and the stack that offers it."""

    portfolio: Annotated[Portfolio, short_form("spec")]
    product: Product
    bucket: Value[Bucket]
    launch_role: LaunchRole = LaunchRole.model_construct()
    rules: dict[RuleName, Rule] = {}
    stack_set: StackSetConstraint | None = None
    update_tags: Literal["ALLOWED", "NOT_ALLOWED"] | None = None
    notifications: list[TopicArn] = []

    @property
    def makes_launch_role(self) -> bool:
        """Whether the stack makes the role with which it is launched: stack sets have roles of their own."""
        return self.stack_set is None and self.launch_role.is_computed
