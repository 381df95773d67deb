"""What a change does to stacks that are deployed already, though the templates before and after it are both valid.

`RULES` is the table of contents. All of it follows from three habits: CloudFormation creates and updates in an order of
its own and deletes last, it replaces what it cannot update, and API Gateway keeps what an update leaves out.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from generator.transitions import (
    aliases,
    base_paths,
    identities,
    parameters,
    replacements,
    routes,
    snapshots,
    stack_sets,
)
from generator.transitions.template import Template, Transition

RULES: Final[tuple[Callable[[Template, Template], Iterator[Transition]], ...]] = (
    routes.settings_left_behind,
    routes.renamed_variables,
    identities.moved,
    replacements.other_types,
    replacements.replaced,
    replacements.displaced,
    base_paths.moved,
    aliases.removed,
    parameters.without_a_value,
    snapshots.removed_too_late,
    stack_sets.replaced,
    stack_sets.left,
)


def transitions(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Transition]:
    """Yield what happens when a stack of the old template gets the new one; both are plain data in long form.

    The old one may have been edited by hand: what cannot be understood is passed over.
    """
    before, after = Template(old), Template(new)
    for rule in RULES:
        yield from rule(before, after)
