"""Limits: how many of each API Gateway lets an API have.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.http_api import quotas

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

QUOTAS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"


def routes_are_not_too_many(spec: ApiSpec) -> Iterator[Problem]:
    count, limit = len(spec.all_routes), _limit(spec, "routes", quotas.ROUTES)
    added = sum(route.preflight_of is not None for route in spec.all_routes.values())
    also = f" ({added:,} of them are added for browsers' preflights)" if added else ""
    if count > limit:
        yield Problem(("routes",), f"{_too_many(count, 'routes', limit)}{also}: {_ask('routes', count)}")


def integrations_are_not_too_many(spec: ApiSpec) -> Iterator[Problem]:
    count = len(spec.all_integrations)
    if count > quotas.INTEGRATIONS:
        section = "integrations" if len(spec.integrations) > quotas.INTEGRATIONS else "routes"
        yield Problem(
            (section,),
            f"{_too_many(count, 'integrations', quotas.INTEGRATIONS)}, and AWS does not raise that: let routes share "
            f"integrations, or split the API ({QUOTAS})",
        )


def stages_are_not_too_many(spec: ApiSpec) -> Iterator[Problem]:
    count, limit = len(spec.all_stages), _limit(spec, "stages", quotas.STAGES)
    if count > limit:
        yield Problem(("stages",), f"{_too_many(count, 'stages', limit)}: {_ask('stages', count)}")


def authorizers_are_not_too_many(spec: ApiSpec) -> Iterator[Problem]:
    count, limit = len(spec.authorizers), _limit(spec, "authorizers", quotas.AUTHORIZERS)
    if count > limit:
        yield Problem(("authorizers",), f"{_too_many(count, 'authorizers', limit)}: {_ask('authorizers', count)}")


def _limit(spec: ApiSpec, what: str, quota: int) -> int:
    """Return how many this account may have; every account may have the quota."""
    limit: int = getattr(spec.limits, what) if spec.limits else quota
    return limit


def _too_many(count: int, what: str, limit: int) -> str:
    return f"lead to {count:,} {what}, but an API may have {limit:,}"


def _ask(what: str, count: int) -> str:
    return f"split the API, or write limits: {{{what}: {count}}} once AWS has raised the quota ({QUOTAS})"


CHECKS: Checks = (
    (routes_are_not_too_many, {"limits"}),
    (integrations_are_not_too_many, set()),
    (stages_are_not_too_many, {"limits"}),
    (authorizers_are_not_too_many, {"limits"}),
)
