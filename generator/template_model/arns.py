"""ARNs in a template: what a reference gives where one is needed."""

from __future__ import annotations

from typing import Any

from generator.aws_iam.known_arns import KNOWN_ARNS, no_arn_problem
from generator.template_model.template import Template
from generator.template_model.values import Reference


def arn_problem(template: Template, value: Any, what: str, *types: str) -> str | None:
    """Say what is wrong with a reference that must be the ARN of a resource of one of these types.

    None if it is, or if nothing is known of what it names, such as a parameter; `what` is "a role", with its article.
    """
    resource = template.referred(value)
    if resource is None or resource.type not in KNOWN_ARNS or _is_made_by_sam(value):
        return None
    if resource.type not in types:
        return f"must be the ARN of {what}: {resource.logical_id} is an {resource.type}"
    return no_arn_problem(value.name, value.attribute or None, resource.type)


def _is_made_by_sam(reference: Reference) -> bool:
    """Say whether it is `!Ref Orders.Alias`, the ARN of what SAM makes of a function."""
    return reference.attribute in ("Alias", "Version")
