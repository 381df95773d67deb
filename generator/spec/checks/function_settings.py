"""Settings of functions: within Lambda's limits, and such as go together.

They are looked at with what `defaults` say worked in: a setting may be a function's own and what it lacks inherited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.aws_lambda.log_formats import takes_levels
from generator.errors import Problem, SpecPath
from generator.http_api import quotas
from generator.spec import resolved
from generator.spec.code import CodeError, Inline
from generator.spec.known_values import declared_values
from generator.spec.references import plain

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.functions import FunctionSpec


def _with(spec: ApiSpec, setting: str) -> Iterator[tuple[SpecPath, FunctionSpec, Any]]:
    """Yield each function that has a setting, where that stands, and what it is; one in `defaults` once, and there."""
    seen = False
    for name, function in spec.functions.items():
        value = getattr(function, setting)
        inherited = setting not in function.model_fields_set
        if value and not (inherited and seen):
            yield resolved.setting_path(name, function, setting), function, value
        seen = seen or inherited


def layers_are_different(spec: ApiSpec) -> Iterator[Problem]:
    """`Two different versions of the same layer are not allowed to be referenced in the same function`
    (DataDog/serverless-plugin-datadog#195).
    """
    for path, _, layers in _with(spec, "layers"):
        seen: set[str] = set()
        for number, layer in enumerate(layers):
            same = re.sub(r":\d+$", "", layer) if isinstance(layer, str) else str(plain(layer))
            if same in seen:
                yield Problem(
                    (*path, number),
                    "is a layer that stands there already, and Lambda takes one version of it: remove one",
                )
            seen.add(same)


def levels_are_of_json(spec: ApiSpec) -> Iterator[Problem]:
    for path, _, config in _with(spec, "logging_config"):
        if not all(map(takes_levels, declared_values(config.log_format))):
            for field in ("application_log_level", "system_log_level"):
                if getattr(config, field) is not None:
                    yield Problem((*path, field), "is for logs in JSON only: add log_format: JSON")


def runtime_versions_are_for_manual_updates(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/api/API_PutRuntimeManagementConfig.html"""
    for path, _, config in _with(spec, "runtime_management_config"):
        manual = config.update_runtime_on == "Manual"
        if manual and config.runtime_version_arn is None:
            yield Problem(path, "needs the runtime_version_arn to stay with: update_runtime_on is Manual")
        if not manual and config.runtime_version_arn is not None:
            yield Problem((*path, "runtime_version_arn"), "is for update_runtime_on: Manual only: leave it out")


def snapshots_can_be_taken(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-runtimes"""
    for name, function in spec.functions.items():
        if function.snap_start and function.image is None:
            for problem in _without_snapshot(function):
                yield Problem(("functions", name, "snap_start"), problem)


def _without_snapshot(function: FunctionSpec) -> Iterator[str]:
    if function.auto_publish_alias is None:
        yield "does nothing without published versions: add auto_publish_alias, as in auto_publish_alias: live"
    if not _has_snapshots(function.runtime):
        yield (
            f"is not for {function.runtime}: it takes Python from 3.12, Java from 11 and .NET from 8; leave it out, "
            "or write null to take back what defaults say"
        )
    if function.file_system_configs:
        yield "does not go with file_system_configs: leave out one of them"
    storage = [size for size in declared_values(function.ephemeral_storage) if isinstance(size, int)]
    if storage and max(storage) > quotas.STORAGE[0]:
        yield f"goes with an ephemeral_storage of at most {quotas.STORAGE[0]} (got {max(storage)})"


_SNAPSHOTS_FROM = {"python": (3, 12), "java": (11,), "dotnet": (8,)}


def _has_snapshots(runtime: str) -> bool:
    found = re.match(r"(python|java|dotnet)(\d+(?:\.\d+)?)", runtime)
    return found is not None and tuple(map(int, found[2].split("."))) >= _SNAPSHOTS_FROM[found[1]]


def file_systems_are_in_a_vpc(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        if function.file_system_configs and function.vpc_config is None:
            yield Problem(
                ("functions", name, "file_system_configs"),
                "are reached through a VPC: add vpc_config, with subnets that reach the mount targets",
            )


def signed_code_is_packaged(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html"""
    for name, function in spec.functions.items():
        config = function.code_signing_config
        if config and config.arn is not None and config.signing_profile_version_arns is not None:
            message = (
                "needs one of arn, signing_profile_version_arns, but has both, with what defaults say: write null for "
                "the other"
            )
            yield Problem(("functions", name, "code_signing_config"), message)
        if config and _is_inline(function):
            yield Problem(
                ("functions", name, "code_signing_config"),
                "is not for code that stands in the template, which nobody has signed: add inline: false",
            )


def _is_inline(function: FunctionSpec) -> bool:
    try:
        return isinstance(function.source, Inline)
    except (CodeError, OSError):
        return False  # that is said elsewhere


def tags_are_few(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        together = len({**spec.tags, **function.tags})
        if function.tags and together > quotas.TAGS:
            yield Problem(
                ("functions", name, "tags"), f"are {together} with those of the spec; AWS allows {quotas.TAGS}"
            )


def names_are_unique(spec: ApiSpec) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, function in spec.functions.items():
        if function.function_name is not None:
            earlier = first.setdefault(str(plain(function.function_name)), name)
            if earlier != name:
                yield Problem(
                    ("functions", name, "function_name"), f"is also that of the function {earlier}: choose another"
                )


CHECKS: Checks = (
    (layers_are_different, set()),
    (levels_are_of_json, set()),
    (runtime_versions_are_for_manual_updates, set()),
    (snapshots_can_be_taken, set()),
    (file_systems_are_in_a_vpc, set()),
    (signed_code_is_packaged, set()),
    (tags_are_few, {"tags"}),
    (names_are_unique, set()),
)
