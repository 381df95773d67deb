"""The stack that offers a product of AWS Service Catalog, or a portfolio of several: what its builders are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from troposphere import AWSHelperFn, AWSObject, ImportValue, Ref

from generator import names
from generator.spec.versions import Version

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.portfolios import Audience, Portfolio, SharedPortfolio
    from generator.spec.service_catalog import ServiceCatalog


class Offer(NamedTuple):
    """A spec of a product with its versions, oldest first, or a spec of a portfolio.

    `launch_role` is what stands for the role that is computed; nothing where another is given.
    """

    spec: ApiSpec
    versions: Sequence[Version] = ()
    launch_role: Iterable[AWSObject] = ()

    @property
    def catalog(self) -> ServiceCatalog:
        assert self.spec.service_catalog, "only for products"
        return self.spec.service_catalog

    @property
    def audience(self) -> Audience:
        return self.spec.portfolio or self.catalog

    @property
    def portfolio(self) -> Portfolio | SharedPortfolio:
        return self.spec.portfolio or self.catalog.portfolio

    @property
    def shared_portfolio(self) -> str | None:
        """The name of the portfolio's spec, if it stands in a stack of its own."""
        return self.catalog.portfolio.spec if self.spec.service_catalog else None

    @property
    def portfolio_id(self) -> AWSHelperFn:
        shared = self.shared_portfolio
        return ImportValue(names.portfolio_export(shared)) if shared else Ref(names.PORTFOLIO)

    @property
    def pair(self) -> dict[str, Any]:
        """The portfolio and the product, as whatever is about both of them names them."""
        return {"PortfolioId": self.portfolio_id, "ProductId": Ref(names.PRODUCT)}

    @property
    def after_constraint(self) -> dict[str, Any]:
        """The attribute of what lets others launch: none of them does so before it is said with which role."""
        if self.spec.portfolio:
            return {}
        return {"DependsOn": names.STACK_SET_CONSTRAINT if self.catalog.stack_set else names.LAUNCH_ROLE_CONSTRAINT}

    def tags(self, own: dict[str, Any]) -> dict[str, Any]:
        return {**self.spec.tags, **own}
