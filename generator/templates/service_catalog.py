"""The stack that offers a product of AWS Service Catalog, or a portfolio. `PRODUCT` is its table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from troposphere import AWSObject, Template

from generator import launch_role
from generator.resources.element import Element
from generator.resources.service_catalog import (
    Offer,
    constraints,
    outputs,
    portfolios,
    principals,
    products,
    shares,
    tag_options,
)
from generator.spec.api import ApiSpec
from generator.spec.references import plain, text_of
from generator.spec.versions import Version
from generator.templates.assembly import assembled

Builder = Callable[[Offer], Iterator[Element]]

# A new concern is one line here. The order is that of the template.
PRODUCT: tuple[Builder, ...] = (
    portfolios.build,
    products.build,
    lambda offer: iter(offer.launch_role),
    constraints.build,
    principals.build,
    tag_options.build,
    outputs.build,
    shares.build,
)
PORTFOLIO: tuple[Builder, ...] = (
    portfolios.build, principals.build, tag_options.build, outputs.build, shares.build
)  # fmt: skip


def body_of(spec: ApiSpec, product: Mapping[str, Any], versions: Sequence[Version]) -> dict[str, Any]:
    """Return the template of the stack that offers these versions of a product, as plain data.

    `product` is the template of the current one, from which the launch role follows.
    """
    catalog = spec.service_catalog
    assert catalog, "only for products"
    name = catalog.product.name if isinstance(catalog.product.name, str) else spec.name
    offer = Offer(spec, versions, [*_launch_role(spec, product, versions)])
    return _assembled(f"Offers {name} in AWS Service Catalog", offer, PRODUCT)


def portfolio_body_of(spec: ApiSpec) -> dict[str, Any]:
    """Return the template of a portfolio that has a spec of its own, as plain data."""
    return _assembled(spec.description or f"The portfolio {spec.name} of AWS Service Catalog", Offer(spec), PORTFOLIO)


def _assembled(description: str, offer: Offer, builders: Iterable[Builder]) -> dict[str, Any]:
    template = Template(Description=description)
    template.set_version()
    body: dict[str, Any] = assembled(template, (each for build in builders for each in build(offer))).to_dict()
    return body


def _launch_role(spec: ApiSpec, product: Mapping[str, Any], versions: Sequence[Version]) -> Iterator[AWSObject]:
    """Yield the computed role with its policies, unless another is given, or none is used.

    Stacks of older versions are updated and ended with it, too: it reaches the types that only they have.

    Raises SpecError, with places in the product's template, if it has a type of which nothing is known.
    """
    catalog = spec.service_catalog
    if catalog and catalog.makes_launch_role:
        bucket = text_of(catalog.bucket)
        boundary = plain(catalog.launch_role.permissions_boundary)
        options = launch_role.Options(buckets=(bucket,) if bucket else (), permissions_boundary=boundary)
        yield from launch_role.role(product, options, _of_older_versions(product, versions))


def _of_older_versions(product: Mapping[str, Any], versions: Sequence[Version]) -> Iterator[dict[str, Any]]:
    """Yield a template with what earlier versions have and this one has not; of their settings nothing is known."""
    present = {resource["Type"] for resource in product["Resources"].values()}
    types = sorted({each for version in versions for each in version.resource_types} - present)
    if types:
        yield {"Resources": {each.replace("::", ""): {"Type": each, "Properties": {}} for each in types}}
