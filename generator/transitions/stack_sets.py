"""Stack sets: which change deletes stacks in other accounts, with the APIs that are called there.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.transitions.template import Template, Transition, listed, mapping, text

STACK_SET: Final = "AWS::CloudFormation::StackSet"


def replaced(old: Template, new: Template) -> Iterator[Transition]:
    """Neither name nor permission model can be updated, and a name is taken until the old stack set is gone."""
    for logical_id, before, after in _in_both(old, new):
        changes = f"{logical_id} changes its"
        if _changed(before, after, "StackSetName"):
            yield Transition(
                f"{changes} StackSetName",
                "another stack set is made, and then this one is deleted with all of its stacks",
                "have both, in two specs, until the clients have moved",
            )
        elif _changed(before, after, "PermissionModel"):
            yield Transition(
                f"{changes} PermissionModel",
                "the deployment fails, because another stack set is made first, and the name is taken",
                "have both, in two specs and with two names, until the clients have moved",
            )


def left(old: Template, new: Template) -> Iterator[Transition]:
    """What no group names any more is deleted. Of accounts that a filter leaves out nothing is known here."""
    for logical_id, before, after in _in_both(old, new):
        kept = set(_places(after))
        gone = [place for place in dict.fromkeys(_places(before)) if place not in kept]
        if gone and not _changed(before, after, "StackSetName"):
            where = listed([f"{target} in {region}" for target, region in gone])
            yield Transition(
                f"{logical_id} no longer names {where}",
                "the stacks there are deleted, with their APIs and what they keep",
                "make sure that nobody calls them",
            )


def _places(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every account or organizational unit with every region, as text."""
    groups = properties.get("StackInstancesGroup")
    for group in map(mapping, groups if isinstance(groups, list) else ()):
        targets = mapping(group.get("DeploymentTargets"))
        field = "Accounts" if targets.get("AccountFilterType") == "INTERSECTION" else "OrganizationalUnitIds"
        for target in _texts(targets.get(field) or targets.get("Accounts")):
            yield from ((target, region) for region in _texts(group.get("Regions")))


def _texts(value: Any) -> list[str]:
    return [text(each).strip('"') for each in value] if isinstance(value, list) else []


def _changed(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> bool:
    return text(before.get(name)) != text(after.get(name))


def _in_both(old: Template, new: Template) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    before = old.of_type(STACK_SET)
    for logical_id, after in new.of_type(STACK_SET).items():
        if logical_id in before:
            yield logical_id, before[logical_id], after
