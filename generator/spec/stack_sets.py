"""The API in many accounts and regions: what CloudFormation StackSets is told of it, and where its stacks are to stand.

Here is the shape alone; what must hold between the fields is checked in `checks/stack_sets.py`. All of it stands in a
stack of its own, which has no parameters: a value is written, or a function of pseudo parameters and imports.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
"""

from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from generator.spec.base import Arn, LogicalId, RoleArn, SpecModel, Tags, Value, matching, scalar, written_out
from generator.spec.functions import RoleName
from generator.spec.stored_code import Bucket

SELF_MANAGED: Final = "SELF_MANAGED"
SERVICE_MANAGED: Final = "SERVICE_MANAGED"

# https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html
Name = Annotated[
    str, matching(r"[a-zA-Z][a-zA-Z0-9-]{0,127}", "at most 128 letters, digits and '-', and begin with a letter")
]

# https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
Account = Value[Annotated[str, matching(r"[0-9]{12}", "the 12 digits of an account")]]
OrganizationalUnit = Value[
    Annotated[
        str,
        matching(
            r"ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32}",
            "the ID of an organizational unit, such as ou-ab12-11112222, or of a root, such as r-ab12",
        ),
    ]
]
AccountsUrl = Value[
    Annotated[
        str,
        Field(max_length=5_120),
        matching(r"(s3://|https?://).+", "where a list of accounts is, such as s3://fleet/accounts.csv"),
    ]
]
AccountFilter = Literal["INTERSECTION", "DIFFERENCE", "UNION", "NONE"]

# https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackInstances.html
Region = Value[Annotated[str, matching(r"[a-zA-Z0-9-]{1,128}", "a region, such as eu-central-1")]]

Parameters = dict[LogicalId, Value[Annotated[Any, AfterValidator(scalar)]]]
"""Values of the product's parameters, by name; those of a list are one text with commas."""


def _true_for_active(value: Any) -> Any:
    return {"active": value} if isinstance(value, bool) else value


class StackInstances(SpecModel):
    """Some of the places where stacks stand: accounts, or organizational units, in regions.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudformation-stackset-deploymenttargets.html
    """

    organizational_unit_ids: Annotated[list[OrganizationalUnit], Field(min_length=1)] | None = None
    accounts: Annotated[list[Account], Field(min_length=1)] | None = None
    accounts_url: AccountsUrl | None = None
    account_filter_type: AccountFilter | None = None
    regions: Annotated[list[Region], Field(min_length=1)]
    parameter_overrides: Annotated[Parameters, written_out] = {}


class OperationPreferences(SpecModel):
    """In which order stacks are made and changed, how many at once, and how many may fail.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html
    """

    failure_tolerance_count: Annotated[int, Field(ge=0)] | None = None  # accounts in each region
    failure_tolerance_percentage: Annotated[int, Field(ge=0, le=100)] | None = None
    max_concurrent_count: Annotated[int, Field(ge=1)] | None = None  # accounts
    max_concurrent_percentage: Annotated[int, Field(ge=1, le=100)] | None = None
    concurrency_mode: Literal["STRICT_FAILURE_TOLERANCE", "SOFT_FAILURE_TOLERANCE"] | None = None
    region_concurrency_type: Literal["SEQUENTIAL", "PARALLEL"] | None = None
    region_order: Annotated[list[Region], Field(min_length=1)] | None = None


class AutoDeployment(SpecModel):
    """Whether an account that comes into an organizational unit gets its stacks, and one that leaves loses them.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_AutoDeployment.html
    """

    enabled: bool
    retain_stacks_on_account_removal: bool | None = None
    depends_on: Annotated[list[Arn], Field(min_length=1)] | None = None


class ManagedExecution(SpecModel):
    """Whether operations that do not touch one another run at once, and the others wait for their turn."""

    active: bool


class StackSet(SpecModel):
    """A stack set, around the product's template. What it says of places itself is one group of them."""

    name: Value[Name] | None = None  # the API's
    description: Value[Annotated[str, Field(min_length=1, max_length=1_024)]] | None = None
    bucket: Value[Bucket] | None = None  # the product's
    permission_model: Literal["SELF_MANAGED", "SERVICE_MANAGED"]
    administration_role_arn: RoleArn | None = None
    execution_role_name: Value[RoleName] | None = None
    call_as: Literal["SELF", "DELEGATED_ADMIN"] | None = None
    organizational_unit_ids: Annotated[list[OrganizationalUnit], Field(min_length=1)] | None = None
    accounts: Annotated[list[Account], Field(min_length=1)] | None = None
    accounts_url: AccountsUrl | None = None
    account_filter_type: AccountFilter | None = None
    regions: Annotated[list[Region], Field(min_length=1)] | None = None
    stack_instances_group: Annotated[list[StackInstances], Field(min_length=1)] | None = None
    parameters: Annotated[Parameters, written_out] = {}
    operation_preferences: OperationPreferences | None = None
    auto_deployment: AutoDeployment | None = None
    managed_execution: Annotated[ManagedExecution | None, BeforeValidator(_true_for_active)] = None
    tags: Tags = {}

    @property
    def is_service_managed(self) -> bool:
        return self.permission_model == SERVICE_MANAGED
