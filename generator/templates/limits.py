"""Limits of templates: what CloudFormation refuses to read at all.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.errors import Problem, SpecError
from generator.http_api import quotas

_MOST = {
    "Resources": quotas.RESOURCES,
    "Outputs": quotas.OUTPUTS,
    "Parameters": quotas.PARAMETERS,
    "Mappings": quotas.MAPPINGS,
}


def check(body: Mapping[str, Any], text: str) -> None:
    """Raise SpecError if a template has too many entries in a section, too long a text, or a role with too much in it.

    A transform may add and take away entries: then only the text is measured, which CloudFormation reads first.
    """
    problems = [*_too_long(text)]
    if "Transform" not in body:
        problems += _too_many(body)
        if len(text) > quotas.INLINE_POLICY_CHARACTERS:  # as text a policy is longer still, by its indentation
            problems += _too_permissive(body)
    if problems:
        raise SpecError(problems)


def _too_many(body: Mapping[str, Any]) -> Iterator[Problem]:
    for section, most in _MOST.items():
        count = len(body.get(section, {}))
        if count > most:
            what = section.lower()
            yield Problem(
                (),
                f"leads to {count:,} {what}, but a template may have {most:,}: split it into two specs, or move what "
                "stands under cloudformation into another stack",
            )


def _too_long(text: str) -> Iterator[Problem]:
    size = len(text.encode())
    if size > quotas.TEMPLATE_BYTES:
        yield Problem(
            (),
            f"leads to a template of {size:,} bytes, but CloudFormation reads at most {quotas.TEMPLATE_BYTES:,}: "
            "package code with inline: false, or split it into two specs",
        )


def _too_permissive(body: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield each role that its own policies do not fit into, and those that name it."""
    for logical_id, count in _policy_characters(body.get("Resources", {})).items():
        if count > quotas.INLINE_POLICY_CHARACTERS:
            yield Problem(
                ("Resources", logical_id),
                f"has at least {count:,} characters of policies, but IAM takes "
                f"{quotas.INLINE_POLICY_CHARACTERS:,}: put some of it into an AWS::IAM::ManagedPolicy under "
                "cloudformation, and name that in managed_policy_arns",
            )


def _policy_characters(resources: Mapping[str, Any]) -> dict[str, int]:
    """Return how many characters the inline policies of each role have at the least, without white space."""
    from generator.aws_iam.inline_policies import characters  # only for templates that are long enough

    found: dict[str, int] = {}
    for logical_id, resource in resources.items():
        properties = resource.get("Properties") if isinstance(resource, dict) else None
        match (resource.get("Type"), properties) if isinstance(properties, dict) else None:
            case ("AWS::IAM::Role", {"Policies": list(policies)}):
                size = sum(characters(each.get("PolicyDocument")) for each in policies if isinstance(each, dict))
                found[logical_id] = found.get(logical_id, 0) + size
            case ("AWS::IAM::Policy", {"PolicyDocument": document, "Roles": [{"Ref": str(role)}]}):
                found[role] = found.get(role, 0) + characters(document)
    return found
