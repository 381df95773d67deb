"""Notes on products: rights that are wider than they need to be, and launches in other accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.notes import Notes


def roles_have_no_boundary(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"""
    catalog = spec.service_catalog
    if catalog and catalog.makes_launch_role and catalog.launch_role.permissions_boundary is None and spec.functions:
        yield Problem(
            ("service_catalog", "launch_role"),
            "may launch a version whose template makes a role that may do anything: give permissions_boundary, which "
            "every role of the product then has",
        )


def other_accounts_have_no_role(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-launchroleconstraint.html"""
    catalog = spec.service_catalog
    if catalog and catalog.shares and not catalog.stack_set and catalog.launch_role.local_role_name is None:
        yield Problem(
            ("service_catalog", "launch_role"),
            "is a role of this account, and the portfolio is shared with others: with local_role_name each launches "
            "with a role of its own",
        )


def some_shares_take_a_command(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-portfolioshare.html"""
    path, audience = (
        (("portfolio",), spec.portfolio) if spec.portfolio else (("service_catalog",), spec.service_catalog)
    )
    shares = audience.shares if audience else None
    if shares and (shares.organization or shares.organizational_units or shares.share_principals):
        yield Problem(
            (*path, "shares"),
            f"CloudFormation shares with accounts alone, and without principals: once the stack stands, run what its "
            f"output {names.SHARE_COMMANDS_OUTPUT} says",
        )


NOTES: Notes = (roles_have_no_boundary, other_accounts_have_no_role, some_shares_take_a_command)
