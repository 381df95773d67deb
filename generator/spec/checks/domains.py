"""Custom domains: made once, mapped once, with a zone that fits; and no API that nobody can reach, or all can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem, SpecPath, dotted, there_is_no
from generator.http_api.domains import CERTIFICATE_NAME, zone_problem
from generator.spec import addresses, resolved
from generator.spec.known_values import Given, alternatives, declared_values
from generator.spec.raw import raw_resource
from generator.spec.references import Named, named, plain, plain_value, text_of
from generator.spec.resolved import domain_path
from generator.spec.worlds import always_one, covered, possible

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.domains import Domain

_OFF = "disable_execute_api_endpoint"


def mapped_stages_exist(spec: ApiSpec) -> Iterator[Problem]:
    for path, domain in _domains(spec):
        if addresses.mapped_stage(spec, domain) is None:
            known = [stage.name for stage in spec.all_stages.values()]
            yield Problem((*path, "stage"), there_is_no("stage", str(domain.stage), known))


def domains_are_made_once(spec: ApiSpec) -> Iterator[Problem]:
    made = [(path, domain) for path, domain in _domains(spec) if not domain.existing]
    for (path, domain), (other_path, other) in combinations(made, 2):
        if domain.name == other.name and addresses.meet(domain, other):
            yield Problem(
                (*other_path, "name"),
                f"is made by {dotted(path)} already: for another mapping of it, say existing: true here",
            )


def domains_that_are_referred_to_are_there(spec: ApiSpec) -> Iterator[Problem]:
    """A `!Ref` to what a condition leaves out is refused: `Unresolved resource dependencies`."""
    made = {names.domain_name(name): domain for name, domain in spec.all_domains.items() if not domain.existing}
    for path, domain in _domains(spec):
        source = named(domain.name)
        maker = made.get(source.logical_id) if source and domain.existing else None
        if source and maker and maker.condition and domain.condition is None:
            yield Problem(
                (*path, "name"),
                f"{source.logical_id} is there only under the condition {maker.condition}: say condition: "
                f"{maker.condition} here, too",
            )


def mappings_differ(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html"""
    for (path, domain), (other_path, other) in combinations(_domains(spec), 2):
        is_twice_made = not domain.existing and not other.existing
        if not addresses.meet(domain, other) or is_twice_made:
            continue
        if domain.name == other.name and domain.base_path == other.base_path:
            yield Problem(other_path, f"maps the same name and base path as {dotted(path)}: give it another base_path")
        elif _may_be_equal(domain.name, other.name, spec) and _may_be_equal(domain.base_path, other.base_path, spec):
            yield Problem(
                other_path, f"may map the same name and base path as {dotted(path)}: give it another base_path"
            )


def _may_be_equal(one: object, other: object, spec: ApiSpec) -> bool:
    """Say whether two values are known to be equal some time; an empty base path is none."""
    return any(
        possible(spec, given | its_own) and (plain(value) == plain(its) or not _texts(value).isdisjoint(_texts(its)))
        for value, given in alternatives(one)
        for its, its_own in alternatives(other)
    )


def _texts(value: object) -> set[object]:
    return {known or "" for known in declared_values(value) if known is None or isinstance(known, str)}


def existing_domains_are_made_first(spec: ApiSpec) -> Iterator[Problem]:
    """A mapping waits for a domain of the template only if it refers to it, or names it as the spec does there."""
    made = {names.domain_name(name): domain.name for name, domain in spec.all_domains.items() if not domain.existing}
    for path, domain in _domains(spec):
        makers = [*made.items(), *_raw_domains(spec)] if domain.existing and domain.name not in made.values() else []
        source = named(domain.name)
        for logical_id, name in makers:
            if (source is None or source.logical_id != logical_id) and _may_be_equal(domain.name, name, spec):
                yield Problem(
                    (*path, "name"), f"is what {logical_id} makes, which must be there first: write !Ref {logical_id}"
                )
                break


def _raw_domains(spec: ApiSpec) -> Iterator[tuple[str, object]]:
    """Yield the domains of the raw section and their names."""
    for logical_id in spec.cloudformation.resources if spec.cloudformation else ():
        resource = raw_resource(logical_id, spec)
        if resource and resource.type == "AWS::ApiGatewayV2::DomainName":
            yield logical_id, plain_value(resource.properties.get("DomainName"))


def certificates_can_be_made(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html"""
    for path, domain in _domains(spec):
        lengths = [len(name) for name in declared_values(domain.name) if isinstance(name, str)]
        if domain.makes_certificate and max(lengths, default=0) > CERTIFICATE_NAME:
            yield Problem(
                (*path, "name"),
                f"has {max(lengths)} characters; a certificate can be made for at most {CERTIFICATE_NAME}: give the "
                "certificate_arn of one that has it as a further name",
            )


def zones_hold_their_domains(spec: ApiSpec) -> Iterator[Problem]:
    for path, domain in _domains(spec):
        field, zone = _zone(domain, spec)
        names_known = [name for name in declared_values(domain.name) if isinstance(name, str)]
        if isinstance(zone, str) and (
            problem := next(filter(None, (zone_problem(n, zone) for n in names_known)), None)
        ):
            yield Problem((*path, field), f"{problem} (got {zone})")


def api_can_be_reached(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html"""
    if not spec.disable_execute_api_endpoint:
        return
    main, stage = next(iter(spec.all_stages.items()))
    mapped = addresses.mapping(spec, main)
    if not mapped:
        yield Problem((_OFF,), f"leaves no way to the API: no domain leads to its stage {stage.name}")
    elif not _is_always_there(mapped, spec):
        yield Problem(
            (_OFF,),
            "leaves no way to the API where no domain's condition holds: leave it out, and a domain that is there "
            "disables the default endpoint",
        )


def mutual_tls_has_no_way_around(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html"""
    disabled = addresses.endpoint_disabled(spec)
    for path, domain in _domains(spec):
        if domain.mutual_tls_authentication and not _is_disabled_with(domain, disabled, spec):
            way_out = f"leave out {_OFF}: false" if disabled is False else f"say {_OFF}: true"
            yield Problem(
                (*path, "mutual_tls_authentication"),
                f"does not hold for the API's default endpoint, which lets in clients without a certificate: {way_out}",
            )


def default_endpoint_is_not_handed_out(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html"""
    disabled = addresses.endpoint_disabled(spec)
    for path, value in resolved.variables(spec) if disabled else ():
        leading = (given for each, given in alternatives(value) if _leads_to_endpoint(each))
        if any(_is_always_disabled(given, disabled, spec) for given in leading):
            yield Problem(path, "leads to the API's default endpoint, which is disabled: write the URL of its domain")


def _leads_to_endpoint(value: object) -> bool:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-publish.html"""
    host = rf"\$\{{{names.API}(\.ApiId)?\}}\.execute-api\.|\$\{{{names.API}\.ApiEndpoint\}}"
    return named(value) == Named(names.API, "ApiEndpoint") or bool(re.search(host, text_of(value) or ""))


def _is_always_disabled(given: Given, disabled: bool | list[str] | None, spec: ApiSpec) -> bool:
    """Say whether the endpoint is disabled wherever this is given."""
    if isinstance(disabled, list):
        return not possible(spec, given | {(condition, False) for condition in disabled})
    return disabled is True


def _is_always_there(domains: list[Domain], spec: ApiSpec) -> bool:
    conditions = [domain.condition for domain in domains if domain.condition is not None]
    return len(conditions) < len(domains) or always_one(spec, conditions)


def _is_disabled_with(domain: Domain, disabled: bool | list[str] | None, spec: ApiSpec) -> bool:
    """Say whether the default endpoint is disabled wherever the domain is there."""
    if not isinstance(disabled, list) or domain.condition is None:
        return disabled is True
    return covered(spec, [domain.condition], by=disabled)


def _domains(spec: ApiSpec) -> list[tuple[SpecPath, Domain]]:
    return [(domain_path(name), domain) for name, domain in spec.all_domains.items()]


def _zone(domain: Domain, spec: ApiSpec) -> tuple[str, object]:
    """Return the field that names the zone, and the zone's name as far as it is known."""
    if domain.hosted_zone_name is not None:
        return "hosted_zone_name", domain.hosted_zone_name
    return "hosted_zone_id", _raw_zone_name(domain.hosted_zone_id, spec)


def _raw_zone_name(zone_id: object, spec: ApiSpec) -> object:
    """Return the name of the zone in the raw section to which an ID refers, if it does."""
    source = named(zone_id)
    zone = raw_resource(source.logical_id, spec) if source and source.attribute is None else None
    return zone.properties.get("Name") if zone and zone.type == "AWS::Route53::HostedZone" else None


CHECKS: Checks = (
    (mapped_stages_exist, {"stage", "stages"}),
    (domains_are_made_once, set()),
    (domains_that_are_referred_to_are_there, set()),
    (mappings_differ, set()),
    (existing_domains_are_made_first, set()),
    (certificates_can_be_made, set()),
    (zones_hold_their_domains, set()),
    (api_can_be_reached, {"domain", "domains", "stage", "stages"}),
    (mutual_tls_has_no_way_around, {"domain", "domains", "stage", "stages"}),
    (default_endpoint_is_not_handed_out, {"domain", "domains", "stage", "stages"}),
)
