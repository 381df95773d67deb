"""What the templates of all flavours have in common: elements of builders, then the raw section, then the overrides."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple, assert_never

from troposphere import AWSObject, Output, Parameter, Template

from generator.resources.element import Element, Metadata
from generator.spec.api import ApiSpec
from generator.templates import raw


class Concern(NamedTuple):
    """A module of `generator.resources` with its `build(spec)`, and which specs it is for; builders do not ask again.

    For others it is not imported: it would cost every short spec its share.
    """

    module: str
    wanted: Callable[[ApiSpec], object] = lambda spec: True

    def build(self, spec: ApiSpec) -> Iterator[Element]:
        elements: Iterator[Element] = import_module(f"generator.resources.{self.module}").build(spec)
        return elements


def built(spec: ApiSpec, concerns: Iterable[Concern]) -> Template:
    """Return the template of what these builders yield, and of the raw section.

    Raises SpecError if the raw section does not fit what was built.
    """
    template = Template()
    template.set_version()
    if spec.description is not None:
        template.set_description(spec.description)
    assembled(template, (each for concern in concerns if concern.wanted(spec) for each in concern.build(spec)))
    if spec.cloudformation:
        raw.merge(template, spec.cloudformation)
    return template


def assembled(template: Template, elements: Iterable[Element]) -> Template:
    """Add elements to a template, each to its section, and return it."""
    for element in elements:
        _add(template, element)
    return template


def _add(template: Template, element: Element) -> None:
    match element:
        case Parameter():
            section: dict[str, Any] = template.parameters
        case Output():
            section = template.outputs
        case Metadata():
            section = template.metadata
        case AWSObject():
            section = template.resources
        case _:
            assert_never(element)
    assert element.title not in section, f"two builders yield {element.title}"
    section[str(element.title)] = element.value if isinstance(element, Metadata) else element
