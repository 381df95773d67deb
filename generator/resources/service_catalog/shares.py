"""Shares: accounts that may import the portfolio, and the commands for what CloudFormation cannot share.

AWS::ServiceCatalog::PortfolioShare knows accounts and tag options, and neither organizations nor principals.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-portfolioshare.html
https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolioShare.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from troposphere import Output, Ref, Sub
from troposphere.servicecatalog import PortfolioShare

from generator import names
from generator.resources.element import Element, given
from generator.resources.service_catalog import Offer

if TYPE_CHECKING:
    from generator.spec.portfolios import Shares


def build(offer: Offer) -> Iterator[Element]:
    """Yield one share per account, and an output with the commands that do the rest."""
    shares = offer.audience.shares
    if shares is None:
        return
    for account in shares.accounts:
        yield PortfolioShare(
            names.portfolio_share(account),
            PortfolioId=Ref(names.PORTFOLIO),
            AccountId=account,
            **given(ShareTagOptions=shares.share_tag_options or None),
            **offer.after_constraint,
        )
    if commands := " && ".join(_commands(shares)):
        yield Output(
            names.SHARE_COMMANDS_OUTPUT,
            Description="What shares the portfolio with those with whom CloudFormation cannot",
            Value=Sub(commands),
        )


def _commands(shares: Shares) -> Iterator[str]:
    """Yield each command of the AWS CLI, as the text of a `!Sub`."""
    options = " --share-tag-options" if shares.share_tag_options else ""
    options += " --share-principals" if shares.share_principals else ""
    nodes = [("ORGANIZATION", shares.organization)] if shares.organization else []
    nodes += [("ORGANIZATIONAL_UNIT", unit) for unit in shares.organizational_units]
    portfolio = f"--portfolio-id ${{{names.PORTFOLIO}}}"
    for kind, node in nodes:
        about = f"--organization-node Type={kind},Value={node}"
        yield f"aws servicecatalog create-portfolio-share {portfolio} {about}{options}"
    for account in shares.accounts if shares.share_principals else ():
        yield f"aws servicecatalog update-portfolio-share {portfolio} --account-id {account} --share-principals"
