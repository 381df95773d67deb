"""The portfolio, unless it stands in a stack of its own."""

from __future__ import annotations

from collections.abc import Iterator

from troposphere.servicecatalog import Portfolio

from generator import names
from generator.resources.element import Element, given, tag_list
from generator.resources.service_catalog import Offer


def build(offer: Offer) -> Iterator[Element]:
    """Yield the Portfolio."""
    if offer.shared_portfolio:
        return
    portfolio = offer.portfolio
    yield Portfolio(
        names.PORTFOLIO,
        DisplayName=portfolio.name,
        ProviderName=portfolio.provider,
        **given(Description=portfolio.description, Tags=tag_list(offer.tags(portfolio.tags))),
    )
