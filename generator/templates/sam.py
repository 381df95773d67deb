"""The SAM template: what SAM's translator makes of it is the plain template, but for what is its own.

Only functions differ from the plain template; everything else is of the same builders.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from troposphere import Template, awslambda

from generator import names
from generator.resources.serverless_functions import ServerlessFunction
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.templates import cloudformation, deployment_ids
from generator.templates.assembly import Concern, built

TRANSFORM: Final = "AWS::Serverless-2016-10-31"

# What stands in place of a builder of the plain template; nothing where the translator, or `sam deploy`, brings it.
_IN_PLACE_OF: Final[dict[str, Concern | None]] = {
    "code_bucket": None,
    "functions": Concern("serverless_functions", lambda spec: spec.functions),
    "gradual_deployments": Concern("deployment_role", resolved.deployment_preferences),
    "releases": Concern("provisioned_concurrency", resolved.released),
    "asynchronous": None,
}
CONCERNS: Final = tuple(
    concern for each in cloudformation.CONCERNS if (concern := _IN_PLACE_OF.get(each.module, each)) is not None
)


def assemble(spec: ApiSpec, folder: Path) -> Template:
    """Return the whole template, for a file in this folder: local code stands in it as seen from there.

    Raises SpecError if the raw section or the overrides do not fit what was built.
    """
    template = built(spec, CONCERNS)
    template.transform = _transforms(spec)
    _place_code(template, folder)
    if spec.overrides:
        from generator.templates import overrides  # few specs have any

        overrides.apply(template, spec, "sam", partial(_of_the_plain_template, spec))
    if spec.defaults.model_fields_set or (spec.cloudformation and spec.cloudformation.globals):
        from generator.templates import serverless_globals  # most specs have no defaults

        serverless_globals.settle(template, spec)
    if resolved.released(spec):
        from generator.templates import function_versions  # most specs publish none

        function_versions.announce(template, spec, cloudformation.unsettled(spec))
    deployment_ids.settle(template)
    return template


def translated_ids(spec: ApiSpec) -> Iterator[str]:
    """Yield the logical IDs, without digests, of what the translator makes beside the functions."""
    for name, function in spec.functions.items():
        if function.auto_publish_alias:
            yield names.function_version(name)
            yield names.function_alias(name, function.auto_publish_alias)
        if function.deployment_preference:
            yield names.deployment_group(name)
        if function.event_invoke_config:
            yield names.event_invoke_config(name)
    if resolved.deployment_preferences(spec):
        yield names.DEPLOYMENT_APPLICATION


def _transforms(spec: ApiSpec) -> str | list[object]:
    """Return the transforms: what the raw section wants comes first, such as loops that make more functions."""
    raw = spec.cloudformation.transform if spec.cloudformation else []
    wanted = [raw] if isinstance(raw, str) else list(raw)
    return [*wanted, TRANSFORM] if wanted and TRANSFORM not in wanted else wanted or TRANSFORM


def _place_code(template: Template, folder: Path) -> None:
    """Let each local CodeUri, which builders write as seen from the project, lead there from the template's folder."""
    to_project = Path(os.path.relpath(Path.cwd(), folder)).as_posix()
    for resource in template.resources.values():
        if isinstance(resource, ServerlessFunction) and isinstance(resource.properties.get("CodeUri"), str):
            resource.CodeUri = f"{to_project}/{resource.CodeUri}"


def _of_the_plain_template(spec: ApiSpec, logical_id: str) -> Collection[str] | None:
    """Return the properties that something may have in the plain template, if it is another thing there."""
    if logical_id in map(names.function, spec.functions):
        return awslambda.Function.props
    return () if logical_id in translated_ids(spec) else None
