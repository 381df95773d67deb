"""The plain CloudFormation template. `CONCERNS` is its table of contents."""

from collections.abc import Collection
from functools import partial

from troposphere import Template

from generator import names
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.templates import deployment_ids
from generator.templates.assembly import Concern, built

# A new concern is one line here. The order is that of the template.
CONCERNS: tuple[Concern, ...] = (
    Concern("parameters"),
    Concern("code_bucket", lambda spec: spec.functions),
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
    template = unsettled(spec)
    if resolved.released(spec):
        from generator.templates import function_versions  # most specs publish none

        function_versions.settle(template, spec)
    deployment_ids.settle(template)
    return template


def unsettled(spec: ApiSpec) -> Template:
    """Return the whole template, in which what has an ID that follows from others has the ID of its kind alone.

    Raises SpecError if the raw section or the overrides do not fit what was built.
    """
    template = built(spec, CONCERNS)
    if spec.overrides:
        from generator.templates import overrides  # few specs have any

        overrides.apply(template, spec, "cloudformation", partial(_of_sam, spec))
    return template


def _of_sam(spec: ApiSpec, logical_id: str) -> Collection[str] | None:
    """Return the properties that something may have in SAM's template, if it is another thing there."""
    from generator.resources.serverless_functions import PROPERTIES  # only a wrong override needs it

    return PROPERTIES if logical_id in map(names.function, spec.functions) else None
