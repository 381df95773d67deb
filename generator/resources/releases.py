"""Releases: versions, aliases, provisioned concurrency, and gradual deployments."""

from collections.abc import Iterator

from generator.resources.element import Element
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the Version and the Alias of each function that has one, and what moves traffic between versions."""
    yield from ()
