"""Outputs of the stack that offers a product or a portfolio: the IDs that everything else asks for."""

from __future__ import annotations

from collections.abc import Iterator

from troposphere import Export, GetAtt, Output, Ref

from generator import names
from generator.resources.element import Element
from generator.resources.service_catalog import Offer


def build(offer: Offer) -> Iterator[Element]:
    """Yield the ID of the portfolio, if it stands here, then those of the product and of its role."""
    if not offer.shared_portfolio:
        export = {"Export": Export(names.portfolio_export(offer.spec.name))} if offer.spec.portfolio else {}
        what = "The ID of the portfolio"
        yield Output(names.PORTFOLIO_ID_OUTPUT, Description=what, Value=offer.portfolio_id, **export)
    if offer.spec.portfolio:
        return
    yield Output(names.PRODUCT_ID_OUTPUT, Description="The ID of the product", Value=Ref(names.PRODUCT))
    if offer.catalog.makes_launch_role:
        arn = GetAtt(names.LAUNCH_ROLE, "Arn")
        yield Output(names.LAUNCH_ROLE_ARN_OUTPUT, Description="The ARN of the role that launches", Value=arn)
