"""Who may launch what is in the portfolio."""

from __future__ import annotations

from collections.abc import Iterator

from troposphere import Ref
from troposphere.servicecatalog import PortfolioPrincipalAssociation

from generator import names
from generator.resources.element import Element
from generator.resources.service_catalog import Offer
from generator.resources.service_catalog.identities import identity


def build(offer: Offer) -> Iterator[Element]:
    """Yield one association per principal."""
    for principal in offer.audience.principals:
        arn = principal.pattern if principal.arn is None else principal.arn
        yield PortfolioPrincipalAssociation(
            names.principal(identity(arn)),
            PortfolioId=Ref(names.PORTFOLIO),
            PrincipalARN=arn,
            PrincipalType="IAM_PATTERN" if principal.arn is None else "IAM",
            **offer.after_constraint,
        )
