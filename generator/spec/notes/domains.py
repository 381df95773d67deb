"""Notes on domains that stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem, dotted
from generator.spec import addresses, resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.domains import Domain
    from generator.spec.notes import Notes


def certificates_can_be_got_around(spec: ApiSpec) -> Iterator[Problem]:
    """A domain asks for clients' certificates, or not, whatever others do that lead to the same stage.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
    """
    strict = [(name, each) for name, each in spec.all_domains.items() if each.mutual_tls_authentication]
    for name, domain in spec.all_domains.items() if strict else ():
        stage = addresses.mapped_stage(spec, domain)
        for other_name, other in strict:
            leads_there = stage is not None and stage == addresses.mapped_stage(spec, other)
            if leads_there and addresses.meet(domain, other) and _lets_everybody_in(domain, spec):
                yield Problem(
                    resolved.domain_path(name),
                    f"leads to the same stage as {dotted(resolved.domain_path(other_name))}, and asks for no "
                    "certificate: clients without one come in here",
                )
                break


def _lets_everybody_in(domain: Domain, spec: ApiSpec) -> bool:
    """Say whether a domain is known to ask for no certificate; one that stands elsewhere may ask."""
    if not domain.existing:
        return domain.mutual_tls_authentication is None
    makers = _makers(domain, spec)
    return bool(makers) and not any(each.mutual_tls_authentication for each in makers)


def _makers(domain: Domain, spec: ApiSpec) -> list[Domain]:
    """Return the domains of the spec that an existing one may be."""
    return [each for each in spec.all_domains.values() if not each.existing and each.name == domain.name]


def mapped_domains_may_be_missing(spec: ApiSpec) -> Iterator[Problem]:
    """Where its condition does not hold, the template maps the name of a domain that it does not make."""
    for name, domain in spec.all_domains.items():
        makers = _makers(domain, spec) if domain.existing and domain.condition is None else []
        if len(makers) == 1 and makers[0].condition:
            yield Problem(
                (*resolved.domain_path(name), "existing"),
                f"where the condition {makers[0].condition} does not hold, somebody else must have made the domain: "
                f"otherwise say condition: {makers[0].condition} here, too",
            )


NOTES: Notes = (
    certificates_can_be_got_around,
    mapped_domains_may_be_missing,
)
