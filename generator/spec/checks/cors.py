"""CORS: what browsers refuse, and preflights that would not reach an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.http_api.cors import ANY, admits_credentials
from generator.http_api.preflights import OPTIONS
from generator.spec.known_values import declared_values
from generator.spec.preflight import added_preflights
from generator.spec.resolved import OPEN

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.cors import Cors
    from generator.spec.integrations import IntegrationSpec


def credentials_are_for_known_origins(spec: ApiSpec) -> Iterator[Problem]:
    if spec.cors is None or not isinstance(spec.cors.allow_origins, list) or not _may_be_true(spec.cors):
        return
    for index, origin in enumerate(spec.cors.allow_origins):
        if not all(map(admits_credentials, declared_values(origin))):
            yield Problem(
                ("cors", "allow_origins", index),
                f"{'must' if origin == ANY else 'may'} not be * where allow_credentials is true: list the origins",
            )


def _may_be_true(cors: Cors) -> bool:
    """Say whether credentials may be allowed; a function whose values are not known is there to be true some time."""
    values = declared_values(cors.allow_credentials)
    return not values or any(str(value).lower() == "true" for value in values)


def options_routes_are_open(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"""
    if spec.cors is None:
        return
    for key, route in spec.all_routes.items():
        if key.method == OPTIONS and route.authorizer != OPEN:
            yield Problem(
                ("routes", str(key), *(["authorizer"] if route.spec.authorizer else [])),
                f"refuses the browsers' preflights with {route.authorizer}, because they come without credentials: "
                "write authorizer: none",
            )


def preflights_do_no_harm(spec: ApiSpec) -> Iterator[Problem]:
    """An OPTIONS route that is added is open: it must not send a message, or become a POST, for whoever asks."""
    for shadowed, keys in added_preflights(spec).items():
        integration = spec.all_integrations.get(spec.all_routes[shadowed].integration)
        if integration and (does := _does(integration)):
            yield Problem(
                ("routes", str(shadowed)),
                f"takes the browsers' preflights, and its authorizer refuses them; an open route in front of it would "
                f"{does} for everybody: write a route {' and a route '.join(map(str, keys))} with authorizer: none "
                "that leads to a function",
            )


def _does(integration: IntegrationSpec) -> str | None:
    """Say what a backend does with an OPTIONS request that it should not do for everybody."""
    if integration.is_service:
        return f"call {integration.kind}"
    if integration.is_function or integration.backend.method in ("ANY", OPTIONS):
        return None
    return f"send {integration.backend.method} to its {integration.kind} backend"


CHECKS: Checks = (
    (credentials_are_for_known_origins, set()),
    (options_routes_are_open, {"default_authorizer"}),
    (preflights_do_no_harm, {"default_authorizer", "integrations", "routes"}),
)
