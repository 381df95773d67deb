"""The plain CloudFormation template. `CONCERNS` is its table of contents."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, NamedTuple, assert_never

from troposphere import AWSObject, Output, Parameter, Template

from generator.resources.element import Element, Metadata
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.templates import deployment_ids, overrides, raw


class Concern(NamedTuple):
    """A module of `generator.resources` with its `build(spec)`, and which specs it is for; builders do not ask again.

    For others it is not imported: it would cost every short spec its share.
    """

    module: str
    wanted: Callable[[ApiSpec], object] = lambda spec: True

    def build(self, spec: ApiSpec) -> Iterator[Element]:
        elements: Iterator[Element] = import_module(f"generator.resources.{self.module}").build(spec)
        return elements


# A new concern is one line here. The order is that of the template.
CONCERNS: tuple[Concern, ...] = (
    Concern("parameters"),
    Concern("api"),
    Concern("log_keys", resolved.newly_encrypted),
    Concern("code_signing", lambda spec: resolved.has_setting(spec, "code_signing_config")),
    Concern("functions", lambda spec: spec.functions),
    Concern("gradual_deployments", resolved.deployment_preferences),
    Concern("releases", resolved.released),
    Concern("asynchronous", lambda spec: resolved.has_setting(spec, "event_invoke_config")),
    Concern("vpc_links", lambda spec: spec.vpc_links),
    Concern("credentials", lambda spec: any(each.is_service for each in spec.all_integrations.values())),
    Concern("integrations"),
    Concern("authorizers", lambda spec: spec.authorizers),
    Concern("routes"),
    Concern("deployments", lambda spec: not all(stage.auto_deploy for stage in spec.all_stages.values())),
    Concern("stages"),
    Concern("domains", lambda spec: spec.all_domains),
    Concern("permissions"),
    Concern("alarms", lambda spec: spec.alarms),
    Concern("dashboard", lambda spec: spec.dashboard),
    Concern("outputs"),
)


def assemble(spec: ApiSpec) -> Template:
    """Return the whole template: what the builders yield, then the raw section, then the overrides, then the IDs of
    versions and of the deployment, which follow from all of it.

    Raises SpecError if the raw section or the overrides do not fit what was built.
    """
    template = Template()
    template.set_version()
    if spec.description is not None:
        template.set_description(spec.description)
    for concern in CONCERNS:
        for element in concern.build(spec) if concern.wanted(spec) else ():
            _add(template, element)
    if spec.cloudformation:
        raw.merge(template, spec.cloudformation)
    overrides.apply(template, spec.overrides)
    if resolved.released(spec):
        from generator.templates import function_versions  # most specs publish none

        function_versions.settle(template, spec)
    deployment_ids.settle(template)
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
