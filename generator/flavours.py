"""Flavours: the wrappings in which one API is written, each a template of its own."""

from typing import Final, Literal, get_args

Flavour = Literal["cloudformation", "sam"]
FLAVOURS: Final[tuple[Flavour, ...]] = get_args(Flavour)

TEMPLATES: Final[dict[Flavour, str]] = {"cloudformation": "template.yaml", "sam": "sam.yaml"}
"""The file of each, in the API's folder."""
