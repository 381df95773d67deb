"""Where the stacks of a fleet stand, written out: groups of places, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.errors import SpecPath
from generator.spec import resolved
from generator.spec.code import CodeError
from generator.spec.references import plain, text_of

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.functions import FunctionSpec
    from generator.spec.stack_sets import StackInstances, StackSet

PLACES = ("organizational_unit_ids", "accounts", "accounts_url", "account_filter_type", "regions")
"""The fields that say where stacks stand."""


class Group(NamedTuple):
    """Some of the places, and where in the spec they stand."""

    path: SpecPath
    places: StackInstances


def groups(stack_set: StackSet) -> list[Group]:
    """Return every group of places: those under `stack_instances_group`, or what the stack set says itself."""
    if stack_set.stack_instances_group is not None:
        path = ("stack_set", "stack_instances_group")
        return [Group((*path, index), each) for index, each in enumerate(stack_set.stack_instances_group)]
    if stack_set.regions is None:
        return []
    from generator.spec.stack_sets import StackInstances

    own = {field: getattr(stack_set, field) for field in PLACES}
    return [Group(("stack_set",), StackInstances.model_construct(**own))]


def regions(stack_set: StackSet) -> list[Any]:
    """Return the regions of all groups, each once, as plain data."""
    found: list[Any] = []
    for group in groups(stack_set):
        found += [region for each in group.places.regions if (region := plain(each)) not in found]
    return found


def in_several_accounts(stack_set: StackSet) -> bool:
    """Say whether stacks may stand in more than one account: how many an organizational unit has is not known."""
    found = [group.places for group in groups(stack_set)]
    named = {str(plain(account)) for places in found for account in places.accounts or ()}
    counted = all(
        places.accounts is not None and places.account_filter_type in (None, "INTERSECTION") for places in found
    )
    return not counted or len(named) > 1


def says_region(value: object) -> bool:
    """Say whether a text is another one in every region: one with `${AWS::Region}`, or what nobody here can know."""
    text = text_of(value)
    return text is None or "${AWS::Region}" in text


def stored_in_one_region(spec: ApiSpec) -> Iterator[tuple[SpecPath, str, object]]:
    """Yield what is read from one region alone: a bucket or an image, where it stands, and what it is."""
    bucket = resolved.product_bucket(spec)
    if has_packages(spec) and not says_region(bucket):
        yield resolved.product_bucket_path(spec), "bucket", bucket
    for name, function in spec.functions.items():
        if function.s3 and not says_region(function.s3.bucket):
            yield ("functions", name, "s3", "bucket"), "bucket", function.s3.bucket
        if function.image and not says_region(function.image.uri):
            yield ("functions", name, "image", "uri"), "image", function.image.uri


def has_packages(spec: ApiSpec) -> bool:
    """Say whether a function has a zip in the product's bucket; of code that cannot be read that is not known."""
    return any(_is_packaged(function) for function in spec.functions.values())


def _is_packaged(function: FunctionSpec) -> bool:
    try:
        return function.is_packaged
    except (CodeError, OSError):  # reported where the function stands
        return False
