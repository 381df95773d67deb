"""ARNs in a template: what a reference gives where one is needed, and how a text looks that is put together of them."""

from __future__ import annotations

from typing import Any, Final

from generator.aws_iam.known_arns import KNOWN_ARNS, no_arn_problem
from generator.template_model.template import Template
from generator.template_model.types import ALIAS, FUNCTIONS, VERSION
from generator.template_model.values import Part, Reference, parts

_PSEUDO_PARAMETERS: Final = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::URLSuffix": "amazonaws.com",
}
_FUNCTION_ARN: Final = "arn:aws:lambda:us-east-1:123456789012:function:name"


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


def example(template: Template, value: Any) -> str | None:
    """Return a text as it might look once it is deployed; None if it has parts of which nothing is known."""
    found = [_example(template, part) for part in parts(value) or ()]
    return None if not found or None in found else "".join(map(str, found))


def _example(template: Template, part: Part) -> str | None:
    if isinstance(part, str):
        return part
    if isinstance(part, Reference) and part.name in _PSEUDO_PARAMETERS:
        return _PSEUDO_PARAMETERS[part.name]
    resource = template.referred(part, *FUNCTIONS, ALIAS, VERSION)
    if resource is None or not isinstance(part, Reference):
        return None
    if _is_made_by_sam(part) or resource.type in (ALIAS, VERSION):
        return f"{_FUNCTION_ARN}:live"
    return {"Arn": _FUNCTION_ARN, "": "name"}.get(part.attribute)


def _is_made_by_sam(reference: Reference) -> bool:
    """Say whether it is `!Ref Orders.Alias`, the ARN of what SAM makes of a function."""
    return reference.attribute in ("Alias", "Version")
