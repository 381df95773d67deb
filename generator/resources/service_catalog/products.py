"""The product with its versions, and its place in the portfolio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import Ref
from troposphere.servicecatalog import (
    CloudFormationProduct,
    Info,
    PortfolioProductAssociation,
    ProvisioningArtifactProperties,
)

from generator import names
from generator.resources.element import Element, given, tag_list
from generator.resources.service_catalog import Offer
from generator.resources.template_urls import template_url

if TYPE_CHECKING:
    from generator.spec.versions import Version


def build(offer: Offer) -> Iterator[Element]:
    """Yield the product, and its association with the portfolio.

    A version stays the one that it is as long as its name and URL do.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationproduct.html
    """
    product = offer.catalog.product
    yield CloudFormationProduct(
        names.PRODUCT,
        Name=product.name if product.name is not None else offer.spec.name,
        Owner=product.owner,
        **given(
            Description=product.description,
            Distributor=product.distributor,
            SupportDescription=product.support_description,
            SupportEmail=product.support_email,
            SupportUrl=product.support_url,
        ),
        ProvisioningArtifactParameters=[_version(each, offer.catalog.bucket) for each in offer.versions],
        **given(Tags=tag_list(offer.tags(product.tags))),
    )
    yield PortfolioProductAssociation(
        names.PORTFOLIO_PRODUCT, PortfolioId=offer.portfolio_id, ProductId=Ref(names.PRODUCT)
    )


def _version(version: Version, bucket: Any) -> ProvisioningArtifactProperties:
    return ProvisioningArtifactProperties(
        Name=version.name,
        **given(Description=version.description),
        Type="CLOUD_FORMATION_TEMPLATE",
        Info=Info(LoadTemplateFromURL=template_url(bucket, version.template)),
    )
