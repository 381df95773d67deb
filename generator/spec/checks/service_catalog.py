"""The stack that offers a product: what contradicts itself, and rules that AWS Service Catalog could not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from generator.aws_service_catalog import rules
from generator.errors import Problem, SpecPath, there_is_no
from generator.spec.checks.portfolios import problems_of, repeated, tags_fit, unknown_values
from generator.spec.references import plain, text_of
from generator.syntax import is_intrinsic, tag

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.service_catalog import ServiceCatalog

_HERE: Final[SpecPath] = ("service_catalog",)
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
_BUCKET: Final = re.compile(r"([a-z0-9.-]|\$\{AWS::(AccountId|Region)\}){3,}")


def values_are_known(spec: ApiSpec) -> Iterator[Problem]:
    """All but the rules, which are about the parameters of the product."""
    catalog = _catalog(spec)
    for name in type(catalog).model_fields:
        if name != "rules":
            yield from unknown_values(getattr(catalog, name), (*_HERE, name))


def the_launch_role_knows_the_bucket(spec: ApiSpec) -> Iterator[Problem]:
    """A role that is computed may read what is published, and nothing else."""
    catalog = _catalog(spec)
    is_told = any(unknown_values(catalog.bucket, _HERE))
    if catalog.makes_launch_role and not is_told and not _BUCKET.fullmatch(text_of(catalog.bucket) or ""):
        why = (
            "must be a name in small letters, or !Sub of one with ${AWS::Region} and ${AWS::AccountId}, from which the "
        )
        yield Problem((*_HERE, "bucket"), why + "launch role is computed; or give a launch_role")


def portfolios_of_their_own_say_the_rest(spec: ApiSpec) -> Iterator[Problem]:
    catalog = _catalog(spec)
    for field in ("principals", "shares") if catalog.portfolio.spec else ():
        if getattr(catalog, field):
            why = f"belongs to the portfolio, which has a spec of its own: put it into that of {catalog.portfolio.spec}"
            yield Problem((*_HERE, field), why)


def audiences_fit(spec: ApiSpec) -> Iterator[Problem]:
    catalog = _catalog(spec)
    yield from problems_of(catalog, _HERE)
    yield from repeated([plain(each) for each in catalog.notifications], (*_HERE, "notifications"))
    yield from tags_fit(spec, catalog.product.tags, (*_HERE, "product", "tags"))
    if not catalog.portfolio.spec and catalog.portfolio.tags:
        yield from tags_fit(spec, catalog.portfolio.tags, (*_HERE, "portfolio", "tags"))


def stack_sets_have_no_launch_role(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateConstraint.html"""
    catalog = _catalog(spec)
    for field in ("role_arn", "local_role_name") if catalog.stack_set else ():
        if getattr(catalog.launch_role, field) is not None:
            why = "has no place beside stack_set, which launches with roles of its own: leave one of them out"
            yield Problem((*_HERE, "launch_role", field), why)
    if catalog.stack_set:
        for field in ("accounts", "regions"):
            values = [plain(each) for each in getattr(catalog.stack_set, field)]
            yield from repeated(values, (*_HERE, "stack_set", field))


def rules_are_about_parameters(spec: ApiSpec) -> Iterator[Problem]:
    known = [*spec.parameters, *(spec.cloudformation.parameters if spec.cloudformation else ())]
    for path, claim in _claims(_catalog(spec)):
        for name in dict.fromkeys(rules.parameters(claim)):
            if name not in known and not name.startswith("AWS::"):
                yield Problem(path, there_is_no("parameter", name, known))


def rules_can_be_read(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/servicecatalog/latest/adminguide/intrinsic-function-reference-rules.html"""
    known = ", ".join(sorted(map(tag, rules.TRUTH)))
    for path, claim in _claims(_catalog(spec)):
        if not (is_intrinsic(claim) and set(claim) <= rules.TRUTH):
            yield Problem(path, f"must be something that is so or not: one of {known}")
        for name in dict.fromkeys(rules.functions(claim)):
            if name not in rules.FUNCTIONS:
                yield Problem(path, f"{tag(name)} is no function of rules: known are !Ref and {known}")


def _claims(catalog: ServiceCatalog) -> Iterator[tuple[SpecPath, dict[str, Any]]]:
    """Yield every condition and assertion of the rules."""
    for name, rule in catalog.rules.items():
        path = (*_HERE, "rules", name)
        if rule.condition is not None:
            yield (*path, "RuleCondition"), rule.condition
        for index, assertion in enumerate(rule.assertions):
            yield (*path, "Assertions", index, "Assert"), assertion.claim


def _catalog(spec: ApiSpec) -> ServiceCatalog:
    assert spec.service_catalog, "only for products"
    return spec.service_catalog


CHECKS: Checks = (
    (values_are_known, set()),
    (the_launch_role_knows_the_bucket, set()),
    (portfolios_of_their_own_say_the_rest, set()),
    (audiences_fit, set()),
    (stack_sets_have_no_launch_role, set()),
    (rules_are_about_parameters, {"parameters", "cloudformation"}),
    (rules_can_be_read, set()),
)
