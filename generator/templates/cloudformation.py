"""The plain CloudFormation template. `BUILDERS` is its table of contents."""

from collections.abc import Callable, Iterator
from typing import Any, assert_never

from troposphere import AWSObject, Output, Parameter, Template

from generator.resources import api, functions, integrations, outputs, parameters, permissions, routes, stage
from generator.resources.element import Element, Metadata
from generator.spec.api import ApiSpec
from generator.templates import overrides, raw

Builder = Callable[[ApiSpec], Iterator[Element]]

# A new concern is one line here. The order is that of the template.
BUILDERS: tuple[Builder, ...] = (
    parameters.build,
    api.build,
    functions.build,
    integrations.build,
    routes.build,
    stage.build,
    permissions.build,
    outputs.build,
)


def assemble(spec: ApiSpec) -> Template:
    """Return the whole template: what the builders yield, then the raw section, then the overrides.

    Raises SpecError if the raw section or the overrides do not fit what was built.
    """
    template = Template()
    template.set_version()
    if spec.description is not None:
        template.set_description(spec.description)
    for build in BUILDERS:
        for element in build(spec):
            _add(template, element)
    if spec.cloudformation:
        raw.merge(template, spec.cloudformation)
    overrides.apply(template, spec.overrides)
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
