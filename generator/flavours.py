"""Flavours: the wrappings in which one API is written, each a template of its own."""

from typing import Final, Literal, get_args

Flavour = Literal["cloudformation", "sam"]
FLAVOURS: Final[tuple[Flavour, ...]] = get_args(Flavour)

TEMPLATES: Final[dict[Flavour, str]] = {"cloudformation": "template.yaml", "sam": "sam.yaml"}
"""The file of each, in the API's folder."""

PRODUCT: Final = "product.yaml"
"""The template of a product of AWS Service Catalog: the plain one, made self-contained."""
SERVICE_CATALOG: Final = "service-catalog.yaml"
"""The stack that offers the product."""
STACK_SET: Final = "stack-set.yaml"
"""The stack that deploys it to many accounts."""

FILES: Final = (*TEMPLATES.values(), PRODUCT, SERVICE_CATALOG, STACK_SET)
"""Every template that may stand in an API's folder."""
