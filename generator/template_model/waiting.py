"""What CloudFormation makes before a resource: all that it refers to or depends on, however indirectly.

A reference counts wherever it stands, in a branch that cannot be as well: who is said not to wait does not wait.
"""

from __future__ import annotations

from generator.template_model.references import named
from generator.template_model.resource import Resource


def waits_for(resource: Resource) -> set[str]:
    """Return the logical IDs of the resources that are made before this one."""
    found: set[str] = set()
    left = [each.name for each in named(resource)]
    while left:
        name = left.pop()
        if name not in found and (other := resource.template.resources.get(name)):
            found.add(name)
            left += [each.name for each in named(other)]
    return found
