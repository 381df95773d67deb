"""Portfolios of AWS Service Catalog: who provides them, who may launch from them, and with whom they are shared.

https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios.html
"""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from generator.aws_service_catalog import limits
from generator.spec.base import Name, SpecModel, Tags, Value, matching, no_reserved_tag, short_value

# https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolio.html
PortfolioName = Value[Annotated[str, Field(min_length=1, max_length=limits.PORTFOLIO_NAME)]]
Provider = Value[Annotated[str, Field(min_length=1, max_length=limits.PROVIDER)]]
Description = Value[Annotated[str, Field(max_length=limits.DESCRIPTION)]]

# https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolioShare.html
AccountId = Annotated[str, matching(r"[0-9]{12}", "the ID of an account, such as 123456789012")]
Organization = Annotated[
    str,
    matching(
        r"(arn:[\w-]+:organizations::\d{12}:organization/)?o-[a-z0-9]{10,32}",
        "the ID of an organization, such as o-a1b2c3d4e5",
    ),
]
OrganizationalUnit = Annotated[
    str,
    matching(
        r"(arn:[\w-]+:organizations::\d{12}:ou/o-[a-z0-9]{10,32}/)?ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}",
        "the ID of an organizational unit, such as ou-a1b2-c3d4e5f6",
    ),
]

# https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociatePrincipalWithPortfolio.html
PrincipalArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:iam::\d{12}:(role|user|group)/[^*?]+",
            "the ARN of a role, a user or a group, such as arn:aws:iam::123456789012:role/Developers; a pattern stands "
            "under pattern",
        ),
        Field(max_length=limits.PRINCIPAL_ARN),
    ]
]
PrincipalPattern = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:iam:::(role|user|group)/.+",
            "an ARN without an account, with * and ? after role/, user/ or group/, such as arn:aws:iam:::role/Dev*",
        ),
        Field(max_length=limits.PRINCIPAL_ARN),
    ]
]

# https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateTagOption.html
_TAG_TEXT = matching(r"(?u:[\w .:/=+\-@])+", "letters, digits, blanks and any of _.:/=+-@")
TagOptionKey = Annotated[str, _TAG_TEXT, Field(max_length=limits.TAG_OPTION_KEY), AfterValidator(no_reserved_tag)]
TagOptionValue = Annotated[str, _TAG_TEXT, Field(max_length=limits.TAG_OPTION_VALUE)]


def _once_each(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise ValueError("has a value twice")
    return values


TagOptions = dict[
    TagOptionKey,
    Annotated[list[TagOptionValue], Field(min_length=1), AfterValidator(_once_each)],
]


class Principal(SpecModel):
    """Who may launch: an ARN, or a pattern, which also holds in accounts that the portfolio is shared with."""

    arn: PrincipalArn | None = None
    pattern: PrincipalPattern | None = None

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        self.the_one_of(("arn", "pattern"))
        return self


class Shares(SpecModel):
    """Who else may import the portfolio: written out, for logical IDs follow from it.

    CloudFormation itself shares with accounts, and with tag options.
    """

    accounts: list[AccountId] = []
    organization: Organization | None = None
    organizational_units: list[OrganizationalUnit] = []
    share_tag_options: bool = False
    share_principals: bool = False

    @model_validator(mode="after")
    def _is_with_somebody(self) -> Self:
        if not (self.accounts or self.organization or self.organizational_units):
            raise ValueError("needs accounts, organization or organizational_units")
        return self


class Audience(SpecModel):
    """What is said of a portfolio with its products, or in a spec of its own."""

    principals: list[Annotated[Principal, short_value("arn")]] = []
    tag_options: TagOptions = {}
    shares: Shares | None = None


class Portfolio(SpecModel):
    """A portfolio: one of this product alone, or, by the name of its spec, one for several products."""

    spec: Name | None = None
    name: PortfolioName | None = None
    provider: Provider | None = None
    description: Description | None = None
    tags: Tags = {}

    @model_validator(mode="after")
    def _is_new_or_named(self) -> Self:
        if self.spec is not None and self.model_fields_set != {"spec"}:
            raise ValueError("has a spec of its own: say the rest there")
        if self.spec is None and (self.name is None or self.provider is None):
            raise ValueError("needs name and provider, or the name of a portfolio's spec")
        return self


class SharedPortfolio(Audience):
    """A portfolio with a spec of its own, in which several products stand."""

    name: PortfolioName
    provider: Provider
    description: Description | None = None
    tags: Tags = {}
