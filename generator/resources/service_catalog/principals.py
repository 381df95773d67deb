"""Who may launch what is in the portfolio."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from troposphere import Ref
from troposphere.servicecatalog import PortfolioPrincipalAssociation

from generator import names
from generator.resources.element import Element
from generator.resources.service_catalog import Offer
from generator.spec.references import plain, text_of


def build(offer: Offer) -> Iterator[Element]:
    """Yield one association per principal."""
    for principal in offer.audience.principals:
        arn = principal.pattern if principal.arn is None else principal.arn
        yield PortfolioPrincipalAssociation(
            names.principal(_identity(arn)),
            PortfolioId=Ref(names.PORTFOLIO),
            PrincipalARN=arn,
            PrincipalType="IAM_PATTERN" if principal.arn is None else "IAM",
            **offer.after_constraint,
        )


def _identity(arn: Any) -> str:
    """Return a literal, or the text of a `!Sub`, as it is; any other function as JSON."""
    text = text_of(arn)
    return json.dumps(plain(arn), sort_keys=True) if text is None else text
