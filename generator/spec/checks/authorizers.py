"""Authorizers: they exist, are used, and say what is needed to tell who calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem, SpecPath, did_you_mean, there_is_no
from generator.http_api import authorizers
from generator.spec.known_values import declared_values
from generator.spec.references import references
from generator.spec.resolved import IAM, OPEN

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.authorizers import Authorizer
    from generator.spec.checks import Checks


def authorizers_exist(spec: ApiSpec) -> Iterator[Problem]:
    known = [*spec.authorizers, OPEN, IAM]
    named: list[tuple[SpecPath, str | None]] = [(("default_authorizer",), spec.default_authorizer)]
    named += [(("routes", str(key), "authorizer"), route.authorizer) for key, route in spec.routes.items()]
    for path, name in named:
        if name is not None and name not in known:
            yield Problem(path, there_is_no("authorizer", name, known))


def authorizers_have_names_of_their_own(spec: ApiSpec) -> Iterator[Problem]:
    for name in spec.authorizers:
        if name in (OPEN, IAM):
            meaning = "for everybody" if name == OPEN else "for those whom IAM allows"
            yield Problem(("authorizers", name), f"stands for routes {meaning}: choose another name")


def authorizers_are_used(spec: ApiSpec) -> Iterator[Problem]:
    """One may also be behind a route of the raw section, which refers to it.

    While a name leads nowhere, it is not known which authorizer was meant by it.
    """
    used = {route.authorizer for route in spec.all_routes.values()}
    leads_nowhere = {*used, spec.default_authorizer} - {*spec.authorizers, OPEN, IAM, None}
    if not spec.routes or used >= spec.authorizers.keys() or leads_nowhere:
        return
    referred_to = {name for _, name in references(spec)}
    for name in spec.authorizers:
        if name not in used and names.authorizer(name) not in referred_to and name not in (OPEN, IAM):
            yield Problem(("authorizers", name), _unused(name, spec))


def _unused(name: str, spec: ApiSpec) -> str:
    if name == spec.default_authorizer:
        return "is used by no route, because each says another authorizer: let one go without, or remove it"
    return "is used by no route: name it as a route's authorizer or as default_authorizer, or remove it"


def scopes_stand_on_routes_with_tokens(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html"""
    for key, route in spec.all_routes.items():
        authorizer = spec.authorizers.get(route.authorizer)
        exists = authorizer is not None or route.authorizer in (OPEN, IAM)
        if route.spec.scopes and exists and not (authorizer and authorizer.is_jwt):
            yield Problem(
                ("routes", str(key), "scopes"),
                f"are read from a JSON Web Token, and {_who_calls(route.authorizer)}: "
                "remove them, or name an authorizer with an issuer",
            )


def _who_calls(authorizer: str) -> str:
    if authorizer == OPEN:
        return "this route has no authorizer"
    return "this route's authorizer is IAM" if authorizer == IAM else f"the authorizer {authorizer} is a function"


def authorizers_reach_functions(spec: ApiSpec) -> Iterator[Problem]:
    for name, authorizer in spec.authorizers.items():
        if authorizer.function is not None and authorizer.function not in spec.functions:
            message = there_is_no("function", authorizer.function, spec.functions)
            yield Problem(("authorizers", name, "function"), message)


def issuers_are_those_of_tokens(spec: ApiSpec) -> Iterator[Problem]:
    for name, authorizer in spec.authorizers.items():
        known = declared_values(authorizer.jwt.issuer) if authorizer.jwt else []
        problems = (authorizers.misspelt_issuer(url) for url in known if isinstance(url, str))
        if problem := next(filter(None, problems), None):
            yield Problem(("authorizers", name, "jwt", "issuer"), problem)


def identity_sources_are_places(spec: ApiSpec) -> Iterator[Problem]:
    for name, authorizer in spec.authorizers.items():
        path = ("authorizers", name, "identity_source")
        if authorizer.is_jwt and len(authorizer.identity_sources) != 1:
            yield Problem(path, "must be a single one: a JSON Web Token stands in one place")
            continue
        problem_of = authorizers.jwt_source_problem if authorizer.is_jwt else authorizers.request_source_problem
        for source in authorizer.identity_sources:
            if reason := problem_of(source):
                yield Problem(path, f"{reason} (got {source or 'empty text'})")


def identity_sources_name_stage_variables(spec: ApiSpec) -> Iterator[Problem]:
    """A request without all identity sources is refused with 401, here every one of the stage."""
    for name, authorizer in spec.authorizers.items():
        for variable in filter(None, map(authorizers.stage_variable_of, authorizer.identity_sources)):
            for stage in spec.all_stages.values():
                if variable not in stage.variables:
                    yield Problem(
                        ("authorizers", name, "identity_source"),
                        f"the stage {stage.name} has no variable {variable}, so that all its requests would be refused"
                        f"{did_you_mean(variable, stage.variables)}",
                    )


def cached_answers_count_where_they_should(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.caching"""
    for name, authorizer in spec.authorizers.items():
        path = ("authorizers", name, "result_ttl_in_seconds")
        if not _caches(authorizer):
            continue
        if not authorizer.identity_sources:
            yield Problem(path, "needs identity_source: answers are kept by what stands there")
        elif authorizer.answers_simply and authorizers.ROUTE_KEY_SOURCE not in authorizer.identity_sources:
            yield Problem(
                path,
                "lets a caller who was let in to one route into all that have this authorizer: add "
                f"{authorizers.ROUTE_KEY_SOURCE} to identity_source, or write enable_simple_responses: false and "
                "answer with a policy",
            )


def _caches(authorizer: Authorizer) -> bool:
    """Say whether answers are kept; a value that is not known is taken to be more than 0."""
    values = declared_values(authorizer.result_ttl_in_seconds)
    return not values or any(str(seconds) != "0" for seconds in values)


def simple_responses_have_their_format(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format-response"""
    for name, authorizer in spec.authorizers.items():
        if authorizer.enable_simple_responses and authorizer.payload_format_version != authorizers.SIMPLE_FORMAT:
            yield Problem(
                ("authorizers", name, "enable_simple_responses"),
                "needs payload_format_version 2.0: with 1.0 a function answers with a policy",
            )


CHECKS: Checks = (
    (authorizers_exist, {"authorizers"}),
    (authorizers_have_names_of_their_own, set()),
    (authorizers_are_used, {"authorizers", "default_authorizer", "routes", "cloudformation", "overrides"}),
    (authorizers_reach_functions, {"functions"}),
    (scopes_stand_on_routes_with_tokens, {"authorizers", "default_authorizer"}),
    (issuers_are_those_of_tokens, set()),
    (identity_sources_are_places, set()),
    (identity_sources_name_stage_variables, {"stage", "stages", "variables"}),
    (cached_answers_count_where_they_should, set()),
    (simple_responses_have_their_format, set()),
)
