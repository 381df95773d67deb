"""Routes: their settings on the stage, and the variables that they share."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from generator.resource_types import STAGE
from generator.syntax import is_intrinsic
from generator.transitions.replacements import changed
from generator.transitions.template import Place, Route, Template, Transition, listed, mapping, text


def settings_left_behind(old: Template, new: Template) -> Iterator[Transition]:
    """A stage keeps the settings of a route that an update of it leaves out (serverless/serverless#8590).

    Once the route has gone as well, the stage cannot be updated (aws/serverless-application-model#1939).
    """
    for logical_id, before, after in _same_stages(old, new):
        api, settings = text(before.get("ApiId")), after.get("RouteSettings") or {}
        had = {str(route.key): name for name, route in old.routes.items() if route.api == api}
        has = {str(route.key) for route in new.routes.values() if route.api == api}
        for key in mapping(before.get("RouteSettings")):
            if key in had and key not in has:
                yield _orphaned_settings(key, new.routes.get(had[key]), logical_id, after)
            elif key in has and not is_intrinsic(settings) and key not in mapping(settings):
                yield Transition(
                    f"{key} loses its RouteSettings in {logical_id}",
                    "the stage keeps the old ones",
                    f"after the deployment run {_delete_settings(key, after)}",
                )


def _same_stages(old: Template, new: Template) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Yield every stage that is updated in place, before and after: a stage that is replaced keeps nothing."""
    stages = new.of_type(STAGE)
    for logical_id, before in old.of_type(STAGE).items():
        after = stages.get(logical_id)
        if after is not None and not changed(STAGE, before, after):
            yield logical_id, before, after


def _orphaned_settings(key: str, renamed: Route | None, stage: str, properties: Mapping[str, Any]) -> Transition:
    what, then = (f"becomes {renamed.key}", "rename it") if renamed else ("is removed", "remove the route")
    return Transition(
        f"{key} {what} but has RouteSettings in {stage}",
        f"updates of the stage fail with 404 Unable to find Route by key {key}",
        "deploy first without the route's throttling and detailed_metrics, "
        f"run {_delete_settings(key, properties)}, and {then} after that",
    )


def _delete_settings(key: str, stage: Mapping[str, Any]) -> str:
    """Return the only command that takes settings off a stage.

    https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename-routesettings-routekey.html
    """
    name = stage.get("StageName")
    name = shlex.quote(name) if isinstance(name, str) else "…"
    return f"aws apigatewayv2 delete-route-settings --api-id … --stage-name {name} --route-key {shlex.quote(key)}"


def renamed_variables(old: Template, new: Template) -> Iterator[Transition]:
    """A route that is created or updated meets the routes that still have the variable's old name.

    API Gateway answers 409 `has a conflicting variable on the same hierarchical level` (plutomi/plutomi#271). A single
    route is renamed in place: it meets only itself.
    """
    renamed: dict[tuple[Place, str, str], list[str]] = {}
    held = _variables(old)
    elsewhere = {route.anonymous: logical_id for logical_id, route in old.routes.items()}
    for logical_id, route in new.routes.items():
        if elsewhere.get(route.anonymous, logical_id) != logical_id:
            continue  # told by `identities`
        for place, variable in route.variables():
            before, holders = held.get(place, (variable, set()))
            if before != variable and holders - {logical_id}:
                renamed.setdefault((place, before, variable), []).append(str(route.key))
    for (_, before, variable), keys in renamed.items():
        these, them = ("these routes", "them") if keys[1:] else ("this route", "it")
        yield Transition(
            f"{before} becomes {variable} in {listed(keys)}",
            f"the deployment fails with 409 while another route still has {before}",
            f"keep {before}, choose another path, or deploy first without {these} and then with {them}",
        )


def _variables(template: Template) -> dict[Place, tuple[str, set[str]]]:
    """Return what stands at each place, and the logical IDs of the routes that have it there."""
    held: dict[Place, tuple[str, set[str]]] = {}
    for logical_id, route in template.routes.items():
        for place, variable in route.variables():
            held.setdefault(place, (variable, set()))[1].add(logical_id)
    return held
