"""Where an API is reached: at its domains, and at the default endpoint unless that is disabled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from generator import names
from generator.spec.worlds import covered, worlds

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.domains import Domain


class Choice(NamedTuple):
    """A domain, and the condition under which it is the one; None where it always is, if none before it was."""

    condition: str | None
    domain: Domain


class Addresses(NamedTuple):
    """What leads to a stage: the first domain whose condition holds, and the default endpoint where none does.

    The last choice has no condition if the default endpoint does not count.
    """

    choices: list[Choice]
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
    choices = [*_until_always(spec, leading_to(spec, stage))]
    if choices and choices[-1].condition is None:
        return Addresses(choices, endpoint=False)
    disabled = endpoint_disabled(spec)
    known = [choice.condition for choice in choices if choice.condition is not None]
    if not disabled or (disabled is not True and covered(spec, disabled, by=known)):
        return Addresses(choices, endpoint=True)
    wildcards = [domain for domain in mapping(spec, stage) if domain.condition is None]
    return Addresses([*choices, Choice(None, wildcards[0])], endpoint=False) if wildcards else None


def endpoint_disabled(spec: ApiSpec) -> bool | list[str] | None:
    """Say whether the default endpoint is disabled: what the spec says, otherwise wherever a domain leads to the API.

    A list is of conditions, under any of which it is; None means that nothing is said, so it is not.
    """
    if spec.disable_execute_api_endpoint is not None:
        return spec.disable_execute_api_endpoint
    choices = [*_until_always(spec, leading_to(spec, next(iter(spec.all_stages))))]
    conditions = [choice.condition for choice in choices if choice.condition is not None]
    return True if len(conditions) < len(choices) else conditions or None


def meet(domain: Domain, other: Domain) -> bool:
    """Say whether two domains are certain to be there at once, some time; of two conditions nothing is said."""
    return domain.condition is None or other.condition is None or domain.condition == other.condition


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


def _until_always(spec: ApiSpec, domains: list[Domain]) -> Iterator[Choice]:
    """Yield the domains that may be the first to be there, up to one that is there in any case."""
    conditions = [domain.condition for domain in domains if domain.condition is not None]
    left = worlds(spec, conditions) if conditions else [{}]  # those in which no domain is there so far
    for domain in domains:
        condition = domain.condition
        without = [world for world in left if condition is not None and not world[condition]]
        if len(without) < len(left):
            yield Choice(condition if without else None, domain)
        left = without
