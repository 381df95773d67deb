"""Fleets: where the stacks of a stack set stand, who may put them there, and in which order.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from generator.errors import Problem, SpecPath
from generator.flavours import STACK_SET
from generator.http_api import quotas
from generator.spec import fleets
from generator.spec.checks.portfolios import repeated, unknown_values
from generator.spec.references import plain
from generator.spec.stack_sets import OperationPreferences, StackInstances, StackSet
from generator.spec.wording import shown

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

_AT: Final[SpecPath] = ("stack_set",)

# What the other permission model has, and why.
_NOT_SELF_MANAGED: Final = {
    "organizational_unit_ids": "is for SERVICE_MANAGED, which knows the organization: name accounts",
    "account_filter_type": "is for SERVICE_MANAGED, where it chooses accounts of organizational units: leave it out",
    "auto_deployment": "is for SERVICE_MANAGED, which sees accounts join an organizational unit: leave it out",
}
_NOT_SERVICE_MANAGED: Final = {
    "administration_role_arn": "is for SELF_MANAGED: here AWS makes the roles, leave it out",
    "execution_role_name": "is for SELF_MANAGED: here AWS makes the roles, leave it out",
}


def values_are_known(spec: ApiSpec) -> Iterator[Problem]:
    yield from unknown_values(spec.stack_set, _AT, STACK_SET)


def the_permission_model_has_what_is_said(spec: ApiSpec) -> Iterator[Problem]:
    stack_set = _of(spec)
    foreign = _NOT_SERVICE_MANAGED if stack_set.is_service_managed else _NOT_SELF_MANAGED
    for path, part in ((_AT, stack_set), *_written_groups(stack_set)):
        for field, why in foreign.items():
            if getattr(part, field, None) is not None:
                yield Problem((*path, field), why)
    if stack_set.call_as == "DELEGATED_ADMIN" and not stack_set.is_service_managed:
        yield Problem((*_AT, "call_as"), "is for SERVICE_MANAGED, which has delegated administrators: leave it out")


def stacks_stand_somewhere(spec: ApiSpec) -> Iterator[Problem]:
    """A resource of CloudFormation must not be given its instances by other hands."""
    stack_set = _of(spec)
    own = [field for field in fleets.PLACES if getattr(stack_set, field) is not None]
    if stack_set.stack_instances_group is not None:
        for field in own:
            yield Problem((*_AT, field), "stands in the groups of stack_instances_group: leave it out here")
    elif not own:
        yield Problem(_AT, "says nowhere that stacks stand: give accounts or organizational_unit_ids, and regions")
    elif stack_set.regions is None:
        yield Problem((*_AT, "regions"), "is required")


def targets_are_complete(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cloudformation-stackset-deploymenttargets.html"""
    stack_set = _of(spec)
    for path, places in fleets.groups(stack_set):
        if places.accounts is not None and places.accounts_url is not None:
            yield Problem((*path, "accounts_url"), "stands beside accounts: leave one of them out")
        if stack_set.is_service_managed:
            yield from _of_units(path, places)
        elif places.accounts is None and places.accounts_url is None:
            yield Problem(path, "needs accounts, or accounts_url")


def _of_units(path: SpecPath, places: StackInstances) -> Iterator[Problem]:
    named = next((field for field in ("accounts", "accounts_url") if getattr(places, field) is not None), None)
    kind = places.account_filter_type
    if places.organizational_unit_ids is None:
        yield Problem(path, "needs organizational_unit_ids: SERVICE_MANAGED finds accounts there")
    elif len(places.organizational_unit_ids) > quotas.ORGANIZATIONAL_UNITS:
        why = f"must have at most {quotas.ORGANIZATIONAL_UNITS}: name the unit above them, or make groups"
        yield Problem((*path, "organizational_unit_ids"), why)
    if named and kind is None:
        why = "needs account_filter_type: INTERSECTION for these accounts alone, DIFFERENCE for all others of the units"
        yield Problem((*path, named), why)
    if named and kind == "NONE":
        yield Problem((*path, named), "stands beside account_filter_type NONE, which means all accounts: leave it out")
    if not named and kind in ("INTERSECTION", "DIFFERENCE"):
        yield Problem((*path, "account_filter_type"), f"{kind} needs accounts, or accounts_url")
    if kind == "UNION":
        why = "UNION can be in no new stack set: put those accounts into a group with their units and INTERSECTION"
        yield Problem((*path, "account_filter_type"), why)


def places_are_named_once(spec: ApiSpec) -> Iterator[Problem]:
    stack_set = _of(spec)
    lists = {(*path, field): getattr(places, field) for path, places in fleets.groups(stack_set) for field in _LISTS}
    if stack_set.operation_preferences:
        path = (*_AT, "operation_preferences", "region_order")
        lists[path] = stack_set.operation_preferences.region_order
    for path, values in lists.items():
        yield from repeated([plain(value) for value in values or []], path)


_LISTS: Final = ("organizational_unit_ids", "accounts", "regions")


def groups_share_no_place(spec: ApiSpec) -> Iterator[Problem]:
    """A stack has one set of parameters. Which accounts a filter leaves is known for named ones alone."""
    seen: dict[tuple[str, str], SpecPath] = {}
    for path, places in fleets.groups(_of(spec)):
        for target in _named_targets(places):
            for region in places.regions:
                place = str(plain(target)), str(plain(region))
                first = seen.setdefault(place, path)
                if first != path:
                    why = f"holds {shown(target)} in {shown(region)}, as group {first[-1]} does: leave it out of one"
                    yield Problem(path, why)


def _named_targets(places: StackInstances) -> list[Any]:
    if places.account_filter_type in (None, "NONE"):
        return places.organizational_unit_ids or places.accounts or []
    return places.accounts or [] if places.account_filter_type == "INTERSECTION" else []


def preferences_fit(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html"""
    preferences = _of(spec).operation_preferences
    path = (*_AT, "operation_preferences")
    if preferences is None:
        return
    for what in ("failure_tolerance", "max_concurrent"):
        if getattr(preferences, f"{what}_count") is not None and getattr(preferences, f"{what}_percentage") is not None:
            yield Problem((*path, f"{what}_percentage"), f"stands beside {what}_count: leave one of them out")
    if why := _too_many_at_once(preferences):
        yield Problem((*path, "max_concurrent_count"), why)
    regions = fleets.regions(_of(spec))
    for index, region in enumerate(preferences.region_order or []):
        if regions and plain(region) not in regions:
            yield Problem((*path, "region_order", index), f"no stack stands in {shown(region)}: leave it out")


def _too_many_at_once(preferences: OperationPreferences) -> str | None:
    """With strict tolerance no more run than may fail, and one."""
    most = (preferences.failure_tolerance_count or 0) + 1
    count = preferences.max_concurrent_count
    is_soft = preferences.concurrency_mode == "SOFT_FAILURE_TOLERANCE"
    if is_soft or count is None or count <= most or preferences.failure_tolerance_percentage is not None:
        return None
    return (
        f"is at most failure_tolerance_count and one, {most} (got {count}): raise that, or write concurrency_mode: "
        "SOFT_FAILURE_TOLERANCE"
    )


def auto_deployment_is_on(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_AutoDeployment.html"""
    auto = _of(spec).auto_deployment
    for field in ("retain_stacks_on_account_removal", "depends_on"):
        if auto and not auto.enabled and getattr(auto, field) is not None:
            yield Problem((*_AT, "auto_deployment", field), "needs enabled: true; leave it out")


def there_is_one_bucket(spec: ApiSpec) -> Iterator[Problem]:
    own = _of(spec).bucket
    if spec.service_catalog and own is not None:
        yield Problem((*_AT, "bucket"), "the template stands in service_catalog.bucket: leave it out")
    if not spec.service_catalog and own is None:
        why = "is required: StackSets reads the template from there; an API with service_catalog has one already"
        yield Problem((*_AT, "bucket"), why)


def code_is_read_in_its_own_region(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html for buckets, and for images
    https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
    """
    regions = fleets.regions(_of(spec))
    for path, kind, value in fleets.stored_in_one_region(spec) if len(regions) > 1 else ():
        example = f", such as !Sub {value}-${{AWS::Region}}" if kind == "bucket" else ", with !Sub and ${AWS::Region}"
        why = f"Lambda reads code from its own region, and stacks stand in {len(regions)}"
        yield Problem(path, f"{why}: have {'a bucket' if kind == 'bucket' else 'an image'} in each{example}")


def _of(spec: ApiSpec) -> StackSet:
    assert spec.stack_set, "only for fleets"
    return spec.stack_set


def _written_groups(stack_set: StackSet) -> list[fleets.Group]:
    return fleets.groups(stack_set) if stack_set.stack_instances_group is not None else []


CHECKS: Checks = (
    (values_are_known, set()),
    (the_permission_model_has_what_is_said, set()),
    (stacks_stand_somewhere, {"stack_set"}),
    (targets_are_complete, {"stack_set"}),
    (places_are_named_once, set()),
    (groups_share_no_place, set()),
    (preferences_fit, set()),
    (auto_deployment_is_on, set()),
    (there_is_one_bucket, {"service_catalog", "stack_set"}),
    (code_is_read_in_its_own_region, set()),
)
