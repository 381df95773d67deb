"""Tag options: which tags launchers must choose from. They stand with the product, or with a portfolio of its own.

https://docs.aws.amazon.com/servicecatalog/latest/adminguide/tagoptions.html
"""

from __future__ import annotations

from collections.abc import Iterator

from troposphere import Ref
from troposphere.servicecatalog import TagOption, TagOptionAssociation

from generator import names
from generator.resources.element import Element
from generator.resources.service_catalog import Offer


def build(offer: Offer) -> Iterator[Element]:
    """Yield, for each value, the TagOption and its association."""
    resource = names.PORTFOLIO if offer.spec.portfolio else names.PRODUCT
    for key, values in offer.audience.tag_options.items():
        for value in values:
            option = names.tag_option(key, value)
            yield TagOption(option, Key=key, Value=value, Active=True)
            yield TagOptionAssociation(
                names.tag_option_association(key, value), TagOptionId=Ref(option), ResourceId=Ref(resource)
            )
