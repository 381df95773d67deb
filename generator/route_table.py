"""What a spec's routes lead to, who may call them and how often, written out: what `httpapi routes` shows.

Defaults, and what the stage says for all routes, are worked in; the routes added for browsers' preflights are there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from troposphere import AWSHelperFn

from generator.spec.api import ApiSpec
from generator.spec.integrations import IntegrationSpec
from generator.spec.resolved import ResolvedRoute
from generator.spec.stage import Stage
from generator.spec.wording import shown

# What identifies a backend, of all that can be said about it.
_TARGETS: Final = {
    "http": ("url",),
    "private": ("listener", "service", "vpc_link"),
    "sqs": ("queue",),
    "event_bridge": ("event_bus",),
    "step_functions": ("state_machine",),
    "kinesis": ("stream",),
    "app_config": ("application", "environment", "configuration"),
}


class Backend(NamedTuple):
    """What answers: its kind is its field in the spec, its action a method or an action of the service."""

    kind: str
    action: str | None
    target: dict[str, Any]


class Limits(NamedTuple):
    """A route's throttling on one stage; each limit is from the `route` itself, or from the `stage`."""

    rate_limit: Any
    rate_limit_from: str
    burst_limit: Any
    burst_limit_from: str


class Row(NamedTuple):
    """One route. `throttling` has every stage by its name, the main one first."""

    route: str
    backend: Backend
    integration: str | None
    authorizer: str
    scopes: list[Any]
    throttling: dict[str, Limits]
    preflight_of: str | None


def rows(spec: ApiSpec) -> Iterator[Row]:
    """Yield every route of the template, in its order."""
    for key, route in spec.all_routes.items():
        yield Row(
            str(key),
            _backend(spec.all_integrations[route.integration]),
            route.spec.integration,
            route.authorizer,
            route.spec.scopes or [],
            {stage.name: _limits(route, stage) for stage in spec.all_stages.values()},
            str(route.preflight_of) if route.preflight_of else None,
        )


def report(table: Iterable[Row], form: str) -> str:
    """Return the rows as `text`, in columns, or as `json`."""
    return _json(table) if form == "json" else _text(list(table))


def _backend(integration: IntegrationSpec) -> Backend:
    kind, backend = integration.kind, integration.backend
    if kind not in _TARGETS:
        return Backend(kind, None, {kind: backend})
    target = {name: getattr(backend, name) for name in _TARGETS[kind] if getattr(backend, name) is not None}
    return Backend(kind, getattr(backend, "action", None) or getattr(backend, "method", None), target)


def _limits(route: ResolvedRoute, stage: Stage) -> Limits:
    own, limits = route.spec.throttling, route.spec.throttling_on(stage.throttling)
    return Limits(
        limits.rate_limit,
        "route" if own and own.rate_limit is not None else "stage",
        limits.burst_limit,
        "route" if own and own.burst_limit is not None else "stage",
    )


def _json(table: Iterable[Row]) -> str:
    return json.dumps([_plain(row) for row in table], indent=2, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Return what JSON knows: intrinsics in their long form, tuples with names as objects."""
    if isinstance(value, AWSHelperFn):
        return _plain(value.to_dict())
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _text(table: list[Row]) -> str:
    """Return the table with the throttling of the main stage; a column of which nothing is said is left out."""
    main = next(iter(table[0].throttling)) if table else ""
    columns = {
        "ROUTE": [row.route for row in table],
        "BACKEND": [_shown_backend(row) for row in table],
        "AUTHORIZER": [_shown_authorizer(row) for row in table],
        f"THROTTLING ON {main}": [_shown_limits(row.throttling[main]) for row in table],
        "ADDED FOR": [f"preflights of {row.preflight_of}" if row.preflight_of else "" for row in table],
    }
    said = [(title, cells) for title, cells in columns.items() if any(cells)]
    widths = [max(map(len, (title, *cells))) for title, cells in said]
    lines = zip(*((title, *cells) for title, cells in said), strict=True)
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def _shown_backend(row: Row) -> str:
    kind, action, target = row.backend
    vpc_link = f" via {target['vpc_link']}" if "vpc_link" in target else ""
    where = "/".join(shown(value) for name, value in target.items() if name != "vpc_link")
    name = f" ({row.integration})" if row.integration else ""
    return " ".join(filter(None, (kind, action, where))) + vpc_link + name


def _shown_authorizer(row: Row) -> str:
    return f"{row.authorizer}: {', '.join(map(shown, row.scopes))}" if row.scopes else row.authorizer


def _shown_limits(limits: Limits) -> str:
    """`100/s, burst 200 (stage)`, or `20/s (route), burst 200 (stage)` where they are from two places."""
    rate, burst = f"{shown(limits.rate_limit)}/s", f"burst {shown(limits.burst_limit)}"
    if limits.rate_limit_from == limits.burst_limit_from:
        return f"{rate}, {burst} ({limits.burst_limit_from})"
    return f"{rate} ({limits.rate_limit_from}), {burst} ({limits.burst_limit_from})"
