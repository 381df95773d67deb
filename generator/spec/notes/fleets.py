"""Notes on fleets: what stacks in several places have in common though each seems to have its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.spec import fleets, resolved
from generator.spec.references import plain, text_of
from generator.spec.resolved import domain_path

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.notes import Notes

_OF_A_REGION = re.compile(r"arn:[\w-]+:[\w-]+:([\w-]+):")


def code_is_read_by_other_accounts(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html"""
    if not fleets.has_packages(spec):
        return
    text = text_of(resolved.product_bucket(spec))
    if text is None or "${AWS::AccountId}" in text:
        why = "is another one for each account of the fleet, where its stacks look for packaged code: put it into all"
    else:
        why = "the accounts of the fleet read packaged code there: its policy must allow them s3:GetObject"
    yield Problem(resolved.product_bucket_path(spec), why)


def one_domain_is_claimed_by_all(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html"""
    if not _in_several_places(spec):
        return
    for name, domain in spec.all_domains.items():
        if isinstance(domain.name, str) and not domain.existing:
            why = f"every stack of the fleet claims {domain.name}: let a parameter name it, with parameter_overrides"
            yield Problem((*domain_path(name), "name"), f"{why}, or !Sub with ${{AWS::AccountId}} and ${{AWS::Region}}")


def a_certificate_is_of_one_region(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html"""
    for name, domain in spec.all_domains.items():
        region = _OF_A_REGION.match(text_of(domain.certificate_arn) or "")
        others = [other for other in _regions(spec) if region and other != region[1]]
        if region and others:
            why = f"is of {region[1]}, and stacks stand in {', '.join(map(str, others))}, too"
            yield Problem((*domain_path(name), "certificate_arn"), f"{why}: let a parameter name it, or leave it out")


def automatic_deployments_have_no_preferences(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html"""
    assert spec.stack_set, "only for fleets"
    auto = spec.stack_set.auto_deployment
    if auto and auto.enabled and spec.stack_set.operation_preferences:
        why = "does not hold for what starts by itself, when an account joins or leaves an organizational unit"
        yield Problem(("stack_set", "operation_preferences"), why)


def _in_several_places(spec: ApiSpec) -> bool:
    assert spec.stack_set, "only for fleets"
    return fleets.in_several_accounts(spec.stack_set) or len(_regions(spec)) > 1


def _regions(spec: ApiSpec) -> list[object]:
    assert spec.stack_set, "only for fleets"
    return [plain(region) for region in fleets.regions(spec.stack_set)]


NOTES: Notes = (
    code_is_read_by_other_accounts,
    one_domain_is_claimed_by_all,
    a_certificate_is_of_one_region,
    automatic_deployments_have_no_preferences,
)
