"""Every logical ID that a spec leads to, and what in the spec it is that leads there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import SpecPath
from generator.spec import resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec


def logical_ids(spec: ApiSpec, *, policies: bool = True) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    """Yield what in the spec leads to logical IDs of resources and parameters, and to which.

    Without policies they do not follow from what needs what.
    """
    for name, function in spec.functions.items():
        yield ("functions", name), names.of_function(name)
        if function.event_invoke_config:
            yield ("functions", name, "event_invoke_config"), (names.event_invoke_config(name),)
        if function.code_signing_config and function.code_signing_config.arn is None:
            yield ("functions", name, "code_signing_config"), (names.code_signing_config(name),)
    if policies and resolved.permitted(spec):
        yield from _of_policies(spec)
    if resolved.released(spec):
        yield from _of_releases(spec)
    for name in spec.integrations:
        yield ("integrations", name), names.of_integration(names.integration(name))
    for name in spec.vpc_links:
        yield ("vpc_links", name), (names.vpc_link(name),)
    for name in spec.authorizers:
        yield ("authorizers", name), (names.authorizer(name), names.authorizer_permission(name))
    yield from _of_routes(spec)
    for name in spec.stages:
        yield ("stages", name), (names.stage(name), names.access_log_group(names.stage(name)))
    yield from _of_deployment(spec)
    yield from _of_log_key(spec)
    yield from _of_domains(spec)
    yield from _of_alarms(spec)
    for name in spec.parameters:
        yield ("parameters", name), (name,)
    if spec.cloudformation:
        for section, entries in spec.cloudformation.with_logical_ids():
            for name in entries:
                yield ("cloudformation", section, name), (name,)


def _of_policies(spec: ApiSpec) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    from generator.spec.resource_dependencies import has_separate_policy  # only where functions have permissions

    for name in spec.functions:
        if has_separate_policy(name, spec):
            yield ("functions", name), (names.policy(name),)


def _of_routes(spec: ApiSpec) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    seen: set[str] = set()
    for key, route in spec.all_routes.items():
        logical_id = names.route(key)
        if logical_id in seen:  # a collision of route keys, reported as such
            continue
        seen.add(logical_id)
        has_its_own = route.integration == names.route_integration(key)
        own = names.of_integration(route.integration) if has_its_own else ()
        yield ("routes", str(route.preflight_of or key)), (logical_id, *own)


def _of_releases(spec: ApiSpec) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    for name, function in spec.functions.items():
        if function.auto_publish_alias:
            yield ("functions", name, "auto_publish_alias"), names.of_release(name, function.auto_publish_alias)
    for name in [*resolved.deployment_preferences(spec)][:1]:
        shared = (names.DEPLOYMENT_APPLICATION, names.DEPLOYMENT_ROLE)
        yield ("functions", name, "deployment_preference"), shared


def _of_domains(spec: ApiSpec) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    for name in spec.all_domains:
        yield resolved.domain_path(name), names.of_domain(name)


def _of_deployment(spec: ApiSpec) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    for stage in spec.all_stages.values():
        if not stage.auto_deploy:
            yield (*resolved.stage_path(spec, stage), "auto_deploy"), (names.DEPLOYMENT,)
            return


def _of_log_key(spec: ApiSpec) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    for path, _ in resolved.newly_encrypted(spec)[:1]:
        yield (*path, "kms_key_id"), (names.LOG_KEY,)


def _of_alarms(spec: ApiSpec) -> Iterator[tuple[SpecPath, tuple[str, ...]]]:
    if spec.alarms:
        topic = (names.ALARM_TOPIC,) if spec.alarms.emails else ()
        yield ("alarms",), (*topic, names.ERROR_RATE_ALARM, names.CLIENT_ERROR_RATE_ALARM, names.LATENCY_ALARM)
        for name in spec.functions:
            yield ("alarms",), (names.errors_alarm(name), names.throttles_alarm(name))
    if spec.dashboard:
        yield ("dashboard",), (names.DASHBOARD,)
