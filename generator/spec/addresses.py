"""Where an API is reached: at its domains, and at the default endpoint unless that is disabled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from generator import names

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.domains import Domain


class Addresses(NamedTuple):
    """What leads to a stage: the first domain whose condition holds, and the default endpoint where none does.

    The last domain has no condition if the default endpoint does not count.
    """

    domains: list[Domain]
    endpoint: bool


def outputs(spec: ApiSpec) -> list[str]:
    """Return the names of all outputs."""
    return [*url_outputs(spec), names.API_ID_OUTPUT, *map(names.function_arn_output, spec.functions)]


def url_outputs(spec: ApiSpec) -> dict[str, tuple[str, Addresses]]:
    """Return, for each output with a URL, its stage and what leads there; none for a stage that nothing may lead to."""
    main, *further = spec.all_stages
    stages = {names.API_URL_OUTPUT: main, **{names.stage_url_output(stage): stage for stage in further}}
    found = {output: (stage, addresses(spec, stage)) for output, stage in stages.items()}
    return {output: (stage, each) for output, (stage, each) in found.items() if each is not None}


def addresses(spec: ApiSpec, stage: str) -> Addresses | None:
    """Return what leads to the stage with this logical ID, or None if there may be nothing.

    A wildcard counts only where the default endpoint does not: which of its names clients use is not known.
    """
    domains = [*_until_always(leading_to(spec, stage))]
    if domains and domains[-1].condition is None:
        return Addresses(domains, endpoint=False)
    disabled = endpoint_disabled(spec)
    if not disabled or (disabled is not True and {*disabled} <= {domain.condition for domain in domains}):
        return Addresses(domains, endpoint=True)
    wildcards = [domain for domain in mapping(spec, stage) if domain.condition is None]
    return Addresses([*domains, wildcards[0]], endpoint=False) if wildcards else None


def endpoint_disabled(spec: ApiSpec) -> bool | list[str] | None:
    """Say whether the default endpoint is disabled: what the spec says, otherwise wherever a domain leads to the API.

    A list is of conditions, under any of which it is; None means that nothing is said, so it is not.
    """
    if spec.disable_execute_api_endpoint is not None:
        return spec.disable_execute_api_endpoint
    conditions = {domain.condition: None for domain in leading_to(spec, next(iter(spec.all_stages)))}
    return True if None in conditions else [each for each in conditions if each is not None] or None


def leading_to(spec: ApiSpec, stage: str) -> list[Domain]:
    """Return the domains that map a stage and whose URL is known: not the wildcards."""
    domains = mapping(spec, stage)
    if not domains:
        return []
    from generator.http_api.domains import is_wildcard  # only with domains

    return [domain for domain in domains if not (isinstance(domain.name, str) and is_wildcard(domain.name))]


def mapping(spec: ApiSpec, stage: str) -> list[Domain]:
    """Return every domain that maps the stage with this logical ID."""
    return [domain for domain in spec.all_domains.values() if mapped_stage(spec, domain) == stage]


def mapped_stage(spec: ApiSpec, domain: Domain) -> str | None:
    """Return the logical ID of the stage that a domain maps, the main one unless it says; None if there is none."""
    return next((each for each, stage in spec.all_stages.items() if domain.stage in (None, stage.name)), None)


def _until_always(domains: Iterable[Domain]) -> Iterator[Domain]:
    """Yield the first domain of each condition, up to one that is always there."""
    seen: set[str] = set()
    for domain in domains:
        if domain.condition is None:
            yield domain
            return
        if domain.condition not in seen:
            seen.add(domain.condition)
            yield domain
