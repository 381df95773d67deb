"""CORS: what browsers refuse, and preflights that would not reach an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem, SpecPath
from generator.http_api.cors import admits_credentials, wildcard_problem
from generator.http_api.preflights import OPTIONS
from generator.spec.known_values import Given, alternatives, declared_values
from generator.spec.preflight import added_preflights
from generator.spec.references import Named, named
from generator.spec.resolved import OPEN
from generator.spec.worlds import possible

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.integrations import IntegrationSpec


def credentials_are_for_known_origins(spec: ApiSpec) -> Iterator[Problem]:
    for path, origin, written in _beside_credentials(spec, "allow_origins"):
        if not admits_credentials(origin):
            message = "not be * where allow_credentials is true: list the origins"
            yield Problem(path, f"{'must' if written else 'may'} {message}")


def wildcards_are_not_for_credentials(spec: ApiSpec) -> Iterator[Problem]:
    """https://fetch.spec.whatwg.org/#cors-protocol-and-credentials"""
    for field in ("allow_methods", "allow_headers", "expose_headers"):
        for path, text, _ in _beside_credentials(spec, field):
            if problem := wildcard_problem(text):
                yield Problem(path, f"{problem} (got {text})")


def _beside_credentials(spec: ApiSpec, field: str) -> Iterator[tuple[SpecPath, str, bool]]:
    """Yield each entry of a list that may stand beside credentials, where it stands, and whether it stands there."""
    if spec.cors is None:
        return
    allowed = [given for value, given in alternatives(spec.cors.allow_credentials) if _may_be_true(value)]
    found = {
        (("cors", field, *place), text, written)
        for place, text, given, written in _entries(getattr(spec.cors, field))
        if any(possible(spec, given | credentials) for credentials in allowed)
    }
    yield from sorted(found, key=lambda entry: tuple(map(str, entry)))


def _entries(entries: object) -> Iterator[tuple[SpecPath, str, Given, bool]]:
    """Yield each text that a list, or one that a function gives, may have, with where it stands, when, and whether.

    A function stands in one place, whatever is in it.
    """
    for whole, given in alternatives(entries):
        for known in declared_values(whole):
            for index, item in enumerate(known if isinstance(known, list) else ()):
                for each, its_own in alternatives(item, given):
                    written = isinstance(entries, list)
                    texts = (text for text in declared_values(each) if isinstance(text, str))
                    place = (index,) if written else ()
                    yield from ((place, text, its_own, written and item == text) for text in texts)


def _may_be_true(credentials: object) -> bool:
    """Say whether credentials may be allowed; a function whose values are not known is there to be true some time."""
    values = declared_values(credentials)
    is_told = bool(values) or named(credentials) == Named("AWS::NoValue")
    return not is_told or any(str(value).lower() == "true" for value in values)


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
    (wildcards_are_not_for_credentials, set()),
    (options_routes_are_open, {"default_authorizer"}),
    (preflights_do_no_harm, {"default_authorizer", "integrations", "routes"}),
)
