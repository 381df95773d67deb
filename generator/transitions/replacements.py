"""Properties that cannot be updated, so that CloudFormation replaces their resource, and what is lost with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.http_api.create_only import CREATE_ONLY
from generator.resource_types import DOMAIN, FUNCTION, LOG_GROUP, ROLE, ROUTE, STAGE
from generator.transitions.template import Resource, Template, Transition, listed, text

# What is lost when CloudFormation replaces a resource of the type, and the way through.
REPLACED: Final[dict[str, tuple[str, str]]] = {
    "AWS::ApiGatewayV2::Api": (
        "the API is replaced, and has another ID and another URL",
        "make it a spec of its own, and remove this one when its clients have moved",
    ),
    "AWS::ApiGatewayV2::ApiMapping": (
        "the domain that it leaves no longer leads to this API",
        "have both, under domain and domains, until the clients have moved",
    ),
    DOMAIN: (
        "the old domain stops answering, and the new one answers when its DNS record is known, which takes minutes",
        "have both, under domain and domains, until the clients have moved",
    ),
    STAGE: (
        "the stage is replaced, and its old URL stops answering",
        "have both, under stage and stages, until the clients have moved",
    ),
    # https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-vpclink.html
    "AWS::ApiGatewayV2::VpcLink": (
        "the link is replaced, which takes up to ten minutes, and its integrations move to the new one",
        "add the new link under vpc_links to move them one by one",
    ),
    ROLE: (
        "the role is replaced, and has another ARN",
        "mend what names the old one outside of this stack",
    ),
    FUNCTION: (
        "the function is replaced, and has another ARN",
        "mend what names the old one outside of this stack",
    ),
    # https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
    "AWS::Lambda::Alias": (
        "the alias is replaced, and whoever invokes the old one outside of this stack is refused",
        "mend what names its ARN",
    ),
    LOG_GROUP: (
        "the group is replaced, and its logs are deleted with the old one",
        "to keep them, deploy deletion_policy: Retain first",
    ),
}

# What is replaced without a loss: the new one serves before the old one is deleted, and nobody else knows its ID. A
# record and a certificate follow a domain, and a change of that is told for the domain.
HARMLESS: Final = frozenset(
    {
        "AWS::ApiGatewayV2::Authorizer",
        "AWS::ApiGatewayV2::Deployment",
        "AWS::ApiGatewayV2::Integration",
        ROUTE,
        "AWS::CertificateManager::Certificate",
        "AWS::Lambda::Permission",
        "AWS::Route53::RecordSet",
    }
)
_FOLLOWS_ITS_API: Final = "ApiId"

# A name of one's own: CloudFormation `cannot update a stack when a custom-named resource requires replacing`.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
_CUSTOM_NAMES: Final = {FUNCTION: "FunctionName", ROLE: "RoleName"}


def other_types(old: Template, new: Template) -> Iterator[Transition]:
    """A logical ID keeps its type as long as a stack has it."""
    for logical_id, before, after in _in_both(old, new):
        if before.type != after.type:
            yield Transition(
                f"{logical_id} changes its Type from {before.type} to {after.type}",
                "CloudFormation refuses the update: Update of resource type is not permitted",  # aws/aws-sam-cli#6786
                "give it another logical ID",
            )


def replaced(old: Template, new: Template) -> Iterator[Transition]:
    """A property that cannot be updated makes CloudFormation replace its resource."""
    for logical_id, before, after in _in_both(old, new):
        if before.type != after.type or after.type not in REPLACED:
            continue
        names = changed(after.type, before.properties, after.properties)
        if names:
            consequence, way_through = _loss(after, names)
            if not all(_is_literal(each.properties.get(name)) for each in (before, after) for name in names):
                consequence = f"if the value is another one, {consequence}"
            yield Transition(f"{logical_id} changes its {_values(before, after, names)}", consequence, way_through)


def displaced(old: Template, new: Template) -> Iterator[Transition]:
    """A stage or a domain may also give way to one with another logical ID: the loss is the same.

    `stages: {v1: {}}` alone means that there is no `$default` any more. What goes without another in its place was
    meant to go.
    """
    for kind, name in ((STAGE, "StageName"), (DOMAIN, "DomainName")):
        before, after = old.of_type(kind), new.of_type(kind)
        kept = {text(properties.get(name)) for properties in after.values()}
        added = [logical_id for logical_id in after if logical_id not in before]
        for logical_id, properties in before.items():
            if added and logical_id not in after and text(properties.get(name)) not in kept:
                yield Transition(f"{logical_id} gives way to {listed(added)}", *REPLACED[kind])


def changed(resource_type: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the names of the properties whose change replaces the resource, in the order of the alphabet."""
    candidates = sorted(CREATE_ONLY.get(resource_type, frozenset()) - {_FOLLOWS_ITS_API})
    return [name for name in candidates if _unordered(before.get(name)) != _unordered(after.get(name))]


def _loss(resource: Resource, names: list[str]) -> tuple[str, str]:
    """Return what happens because these properties change, and the way through."""
    name = _CUSTOM_NAMES.get(resource.type)
    if name in resource.properties and name not in names:
        return f"CloudFormation does not replace what has a {name}, and the deployment fails", f"change the {name} too"
    if resource.type == LOG_GROUP and resource.is_retained("UpdateReplacePolicy"):
        return "the group is replaced, and the old one stays behind with its logs", "delete it when they have been read"
    return REPLACED[resource.type]


def _values(before: Resource, after: Resource, names: list[str]) -> str:
    """`StageName from v1 to v2`; names alone if there are several, or no plain values."""
    values = [each.properties.get(names[0]) for each in (before, after)]
    if len(names) == 1 and all(isinstance(value, (str, int)) for value in values):
        return f"{names[0]} from {values[0]} to {values[1]}"
    return listed(names)


def _in_both(old: Template, new: Template) -> Iterator[tuple[str, Resource, Resource]]:
    for logical_id, after in new.resources.items():
        if logical_id in old.resources:
            yield logical_id, old.resources[logical_id], after


def _is_literal(value: Any) -> bool:
    return all(map(_is_literal, value)) if isinstance(value, list) else not isinstance(value, Mapping)


def _unordered(value: Any) -> list[str] | str:
    """Return a value to compare; no list whose change replaces what it belongs to has an order."""
    return sorted(map(text, value)) if isinstance(value, list) else text(value)
