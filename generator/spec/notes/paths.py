"""Notes on the paths below which an API is found, and which its functions see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.http_api.route_keys import DEFAULT
from generator.spec import addresses, resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.notes import Notes


def unreachable_stages(spec: ApiSpec) -> Iterator[Problem]:
    """A stage that is mapped by no domain has no URL once the default endpoint is disabled."""
    for logical_id, stage in spec.all_stages.items():
        if addresses.addresses(spec, logical_id) is None:
            yield Problem(
                resolved.stage_path(spec, stage),
                f"where the default endpoint is disabled, no URL leads here: map a domain with stage: {stage.name}, "
                "or say disable_execute_api_endpoint: false",
            )


def stage_names_stand_in_paths(spec: ApiSpec) -> Iterator[Problem]:
    """https://github.com/aws-powertools/powertools-lambda-python/issues/621"""
    path = _path_of_a_function(spec)
    if path is None or addresses.endpoint_disabled(spec) is True:
        return
    for stage in spec.all_stages.values():
        if stage.name != DEFAULT:
            place = resolved.stage_path(spec, stage)
            yield Problem(
                (*place, "name") if place == ("stage",) else place, _in_front("the stage's name", stage.name, path)
            )


def base_paths_stand_in_paths(spec: ApiSpec) -> Iterator[Problem]:
    """https://github.com/aws-powertools/powertools-lambda-python/pull/579"""
    path = _path_of_a_function(spec)
    for name, domain in spec.all_domains.items() if path else ():
        if domain.base_path is not None:
            known = domain.base_path if isinstance(domain.base_path, str) else "…"
            yield Problem((*resolved.domain_path(name), "base_path"), _in_front("the base path", known, path or ""))


def _path_of_a_function(spec: ApiSpec) -> str | None:
    """Return the path of a route that leads to a function with payload 2.0, or None if no route does."""
    for key, route in spec.all_routes.items():
        integration = spec.all_integrations[route.integration]
        if integration.is_function and integration.payload_format_version != "1.0":
            return "/…" if key.method is None else key.path
    return None


def _in_front(what: str, name: str, path: str) -> str:
    return (
        f"{what} stands in front of the path that functions see: rawPath is /{name}{path}, not {path}; "
        f"match on routeKey, or take /{name} off first"
    )


NOTES: Notes = (
    unreachable_stages,
    stage_names_stand_in_paths,
    base_paths_stand_in_paths,
)
