"""Shares: accounts that may import the portfolio, and the commands for what CloudFormation cannot share.

AWS::ServiceCatalog::PortfolioShare knows accounts and tag options, and neither organizations nor principals.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-portfolioshare.html
https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolioShare.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import Output, Ref
from troposphere.servicecatalog import PortfolioShare

from generator import names
from generator.resources.element import Element, given, substituted
from generator.resources.service_catalog import Offer
from generator.resources.service_catalog.identities import identity

if TYPE_CHECKING:
    from generator.spec.portfolios import Shares


def build(offer: Offer) -> Iterator[Element]:
    """Yield one share per account, and an output with the commands that do the rest."""
    shares = offer.audience.shares
    if shares is None:
        return
    for account in shares.accounts:
        yield PortfolioShare(
            names.portfolio_share(identity(account)),
            PortfolioId=Ref(names.PORTFOLIO),
            AccountId=account,
            **given(ShareTagOptions=shares.share_tag_options or None),
            **offer.after_constraint,
        )
    if commands := [*_commands(shares)]:
        values = {f"Node{index}": node for index, (_, node) in enumerate(commands)}
        numbered = (each.replace("${Node}", f"${{Node{index}}}") for index, (each, _) in enumerate(commands))
        yield Output(
            names.SHARE_COMMANDS_OUTPUT,
            Description="What shares the portfolio with those with whom CloudFormation cannot",
            Value=substituted(" && ".join(numbered), Portfolio=Ref(names.PORTFOLIO), **values),
        )


def _commands(shares: Shares) -> Iterator[tuple[str, Any]]:
    """Yield each command of the AWS CLI, with the account, the organization or the unit that it is about."""
    options = " --share-tag-options" if shares.share_tag_options else ""
    options += " --share-principals" if shares.share_principals else ""
    nodes = [("ORGANIZATIONAL_UNIT", unit) for unit in shares.organizational_units]
    if shares.organization is not None:
        nodes.insert(0, ("ORGANIZATION", shares.organization))
    for kind, node in nodes:
        about = f"--organization-node Type={kind},Value=${{Node}}"
        yield f"aws servicecatalog create-portfolio-share --portfolio-id ${{Portfolio}} {about}{options}", node
    for account in shares.accounts if shares.share_principals else ():
        about = "--account-id ${Node} --share-principals"
        yield f"aws servicecatalog update-portfolio-share --portfolio-id ${{Portfolio}} {about}", account
